import { spawn } from "node:child_process";
import { once } from "node:events";

/** Milliseconds from starting Node with these arguments to the first line it answers on stdout. */
export async function answeredStart(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ["pipe", "pipe", "ignore"] });
  const exited = once(child, "exit");
  child.stdin.on("error", () => {});
  child.stdin.write(`${JSON.stringify(initialize)}\n`);
  await Promise.race([
    once(child.stdout, "data"),
    exited.then(([code]) => Promise.reject(new Error(`node ${args.join(" ")} ended with ${code} unanswered`))),
  ]);
  const ms = performance.now() - start;
  child.stdin.end();
  child.stdout.resume();
  await exited;
  return ms;
}

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "0" } },
};
