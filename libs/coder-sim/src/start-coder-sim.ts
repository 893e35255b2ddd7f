import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CoderSimOptions } from "./coder-sim-options.ts";
import { createCoderSim } from "./create-coder-sim.ts";
import { serveRequest } from "./http/serve-request.ts";
import { serveSockets } from "./http/serve-sockets.ts";

/** The simulated Coder on a loopback port, any free one by default. */
export async function startCoderSim(options: CoderSimOptions & { readonly port?: number } = {}) {
  const server = createServer({ keepAliveTimeout: 30_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = addressOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  const sim = createCoderSim({ baseUrl: url, ...options });
  server.on("request", (incoming, outgoing) => void serveRequest(sim, options.latencyMs, incoming, outgoing));
  const sockets = serveSockets(server, sim);
  return { url, port, token: sim.token, sim, dropSockets: sockets.drop, close };

  /** Ends at once, also for those who still wait for an answer. */
  async function close(): Promise<void> {
    sim.close();
    sockets.drop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}
export type RunningCoderSim = Awaited<ReturnType<typeof startCoderSim>>;

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("The simulated Coder has no port.");
  return address;
}
