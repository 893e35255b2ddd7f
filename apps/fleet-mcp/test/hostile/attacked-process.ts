import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import type { Truth } from "@fleet-mcp/coder-sim";
import { bundle } from "../bundled-server.ts";
import { quiet } from "../quiet.ts";

export const coderToken = "canaryCoda-0123456789abcdefghijkl";
export const authToken = "canaryAuth-0123456789abcdefghijklmnopqrstuv";

/** The bundled server before a simulated Coder of its own, with everything that it prints. */
export async function startAttacked(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const options = { agents: 3, isLively: false, rateLimit: 0, timeScale: 20, token: coderToken };
  const coder = await startCoderSim(options);
  const known = { CODER_URL: coder.url, CODER_SESSION_TOKEN: coderToken };
  const env = { HOME: "/nonexistent", ...quiet, ...known, ...settings };
  const child = spawn(process.execPath, [bundle, "--log-level", "debug", ...args], { env });
  const printed: string[] = [];
  const keep = (line: string) => void printed.push(line);
  const errors = createInterface({ input: child.stderr }).on("line", keep);
  const output = createInterface({ input: child.stdout }).on("line", keep);
  // What is sent to a server that has ended fails the test by the answer that never comes.
  child.stdin.on("error", () => {});
  const exited = once(child, "exit");

  return {
    child,
    errors,
    output,
    printed,
    /** Resident memory in megabytes, where the system says it in a file; else 0. */
    megabytes(): number {
      try {
        return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
      } catch {
        return 0;
      }
    },
    truth: (): Truth => coder.sim.truth(),
    /** Agents that are not deleted. */
    agents: () =>
      coder.sim
        .truth()
        .agents.filter(({ isDeleted }) => !isDeleted)
        .map(({ name }) => name),
    /** Ends it as its client or operator would; returns its exit code. */
    async stop(): Promise<unknown> {
      child.stdin.end();
      child.kill("SIGTERM");
      const [code] = await exited;
      await coder.close();
      return code;
    },
  };
}
export type Attacked = Awaited<ReturnType<typeof startAttacked>>;
