import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startCoderSim } from "@fleet-mcp/coder-sim";

/** Made by the `bundle` target before these tests. */
export const bundle = fileURLToPath(new URL("../../../apps/fleet-mcp/bundle/main.js", import.meta.url));

/** Where the workspace keeps the clients that are used here. */
export const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/** A small still fleet, and all that the server gets to see of an environment. */
export async function startFleet() {
  const coder = await startCoderSim({ agents: 4, isLively: false, rateLimit: 0 });
  const known = { CODER_URL: coder.url, CODER_SESSION_TOKEN: coder.token };
  const env = { HOME: "/nonexistent", FLEET_MCP_DATA_DIR: "none", FLEET_MCP_OBSERVE: "0", ...known };
  return { env, close: coder.close };
}

/** The bundled server over HTTP, on a free port of loopback. */
export async function startHttp(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [bundle, "--http", "--port", "0"], {
    env: { ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      const address = /"address":"(http:[^"]+)"/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
  return {
    url,
    async stop() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
