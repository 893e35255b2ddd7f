import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts the simulated Coder that is installed in a folder, as a process of its own. */
export async function simulatedCoder(folder: string) {
  const program = join(folder, "node_modules/@fleet-mcp/coder-sim/dist/main.js");
  const child = spawn(process.execPath, [program, "--agents", "8"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line]: string[] = await once(createInterface(child.stdout), "line");
  const env = Object.fromEntries((line ?? "").split(" ").map((pair) => pair.split("=", 2)));
  return {
    env,
    async stop() {
      const ended = once(child, "close");
      child.kill();
      await ended;
    },
  };
}
