import { spawn } from "node:child_process";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { UnfinishedWork } from "@fleet-mcp/models";
import type { Config } from "../config/config.ts";
import type { Host } from "../host.ts";
import type { CoderLogin } from "../config/resolve-coder.ts";
import { settings } from "../config/settings.ts";

type Starter = Pick<Host, "argv" | "env" | "execArgv" | "execPath">;

/** The hidden command of the process that takes over. */
export const finishCommand = "finish-work";

/**
 * Gives work to a process of its own that outlives this one. Resolves to its id as soon as it has been told; the work comes by its
 * stdin and the token by its environment, because others can read command lines.
 */
export async function handOver(
  work: readonly UnfinishedWork[],
  { coder, owner, appSlug, dataDir }: Pick<Config, "owner" | "appSlug" | "dataDir"> & { readonly coder: CoderLogin },
  { argv, env, execArgv, execPath }: Starter,
): Promise<number | undefined> {
  const own = {
    CODER_URL: coder.url,
    CODER_SESSION_TOKEN: coder.token,
    FLEET_MCP_OWNER: owner,
    FLEET_MCP_APP_SLUG: appSlug,
    FLEET_MCP_DATA_DIR: dataDir,
  };
  const child = spawn(execPath, [...execArgv, ...argv.slice(1, 2), finishCommand], {
    detached: true,
    // Not even stderr: whoever waits for the end of this process's output would wait for the other one too.
    stdio: ["pipe", "ignore", "ignore"],
    env: { ...withoutSettings(env), ...own },
    windowsHide: true,
  });
  await once(child, "spawn");
  child.stdin.end(JSON.stringify(work));
  await finished(child.stdin);
  child.unref();
  return child.pid;
}

/** Flags may have overruled them, and the other process has no use for who may call this one. */
function withoutSettings(env: Host["env"]): Host["env"] {
  const variables: readonly string[] = settings.map(({ variable }) => variable);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !variables.includes(name)));
}
