import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { makeHost } from "../../test/fake-host.ts";
import { handOver } from "./hand-over.ts";

const work = { kind: "restart", agentName: "otter", workspaceId: "w1", ownerId: "u1", buildId: "b1" } as const;
const config = {
  owner: "sam",
  appSlug: undefined,
  dataDir: "/srv/fleet",
  coder: { url: "https://coder.example.com", token: "canaryToke-0123456789abcdefghijkl" },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleet-mcp-hand-over-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("handOver", () => {
  it("tells the work by stdin, the token by the environment, and neither by the command line", async () => {
    const told = await handOverTo(folder, { PATH: "/bin", FLEET_MCP_AUTH_TOKEN: "t9", FLEET_MCP_PORT: "x" });

    expect(JSON.parse(told.stdin)).toEqual([work]);
    expect(told.pid).toBe(told.knownAs);
    expect(told.args).toEqual(["finish-work"]);
    expect(told.env).toMatchObject({
      PATH: "/bin",
      CODER_URL: "https://coder.example.com",
      CODER_SESSION_TOKEN: "canaryToke-0123456789abcdefghijkl",
      FLEET_MCP_OWNER: "sam",
      FLEET_MCP_DATA_DIR: "/srv/fleet",
    });
    expect(Object.keys(told.env)).not.toEqual(expect.arrayContaining(["FLEET_MCP_AUTH_TOKEN"]));
    expect(Object.keys(told.env)).not.toEqual(expect.arrayContaining(["FLEET_MCP_PORT"]));
  });

  it("starts Node as this process was started, also from its source", async () => {
    const told = await handOverTo(folder, {}, ["--conditions=@fleet-mcp/source"]);

    expect(told.execArgv).toEqual(["--conditions=@fleet-mcp/source"]);
  });

  it("says when no process can be started", async () => {
    const { host } = makeHost([]);

    await expect(handOver([work], config, { ...host, execPath: join(folder, "no-node") })).rejects.toThrow("ENOENT");
  });
});

interface Told {
  readonly pid: number;
  /** The id that its starter was told. */
  readonly knownAs: number | undefined;
  readonly stdin: string;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Hands over to a script that writes down what it is told. */
async function handOverTo(
  place: string,
  env: Readonly<Record<string, string>>,
  execArgv: readonly string[] = [],
): Promise<Told> {
  const [script, answer] = [join(place, "told.mjs"), join(place, "answer.json")];
  writeFileSync(script, scriptFor(answer));
  const { host } = makeHost([], env);
  const knownAs = await handOver([work], config, { ...host, argv: [process.execPath, script, "--http"], execArgv });
  return { ...JSON.parse(await readWhenThere(answer)), knownAs };
}

const scriptFor = (answer: string): string => `
  import { readFileSync, renameSync, writeFileSync } from "node:fs";
  const stdin = readFileSync(0, "utf8");
  const { argv, execArgv, env, pid } = process;
  writeFileSync(${JSON.stringify(`${answer}.part`)}, JSON.stringify({ stdin, args: argv.slice(2), execArgv, env, pid }));
  renameSync(${JSON.stringify(`${answer}.part`)}, ${JSON.stringify(answer)});
`;

async function readWhenThere(path: string): Promise<string> {
  for (let look = 0; look < 500; look++) {
    try {
      return readFileSync(path, "utf8");
    } catch {
      await pause(20);
    }
  }
  throw new Error("Nobody was told anything.");
}
