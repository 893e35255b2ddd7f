import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs a program to its end and returns what it printed. Throws everything it said when it did not end well. */
export async function run(program: string, args: readonly string[], { cwd, env, stdin = "" }: Surroundings) {
  const child = spawn(program, args, { cwd, env: { ...outside(), ...env } });
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, "close"),
    text(child.stdout),
    text(child.stderr),
  ]);
  if (code === 0) return stdout;
  throw new Error(`${[program, ...args].join(" ")} ended with ${code ?? signal} in ${cwd}:\n${stdout}${stderr}`);
}

/** This process's environment without what npm, Nx and our own commands add for the packages of this repository. */
function outside(): NodeJS.ProcessEnv {
  const added =
    /^(?:npm_(?!config_(?:registry|cache|userconfig|globalconfig|cafile|proxy|https_proxy)$)|NX_|NODE_OPTIONS$|CODER_|FLEET_MCP_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}
