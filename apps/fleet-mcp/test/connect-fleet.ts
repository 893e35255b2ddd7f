import { createCoderClient, systemClock } from "@fleet-mcp/coder-client";
import { chatSeed, startCoderSim, templateSeeds } from "@fleet-mcp/coder-sim";
import type { CoderSimOptions } from "@fleet-mcp/coder-sim";
import type { BackendChoice } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { connectClient } from "@fleet-mcp/testing";
import { createTools } from "@fleet-mcp/tools";
import { createServer } from "../src/create-server.ts";
import { callTool, refusal } from "./call-tool.ts";
import { makeLog } from "./make-log.ts";

interface ServerOptions {
  readonly backend?: BackendChoice;
  /** Servers that share it know of each other's work; by default each keeps events for itself. */
  readonly eventLogFile?: string | undefined;
}

const closing: (() => Promise<void>)[] = [];

/** Ends what a test has connected, last first. */
export async function closeFleets(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
}

/** A server on a simulated Coder whose world runs 20 times as fast, and a client of it. */
export async function connectFleet({ eventLogFile, ...options }: CoderSimOptions & ServerOptions) {
  const templates = [...templateSeeds, chatSeed];
  const coder = await startCoderSim({ rateLimit: 0, timeScale: 20, templates, ...options });
  closing.push(coder.close);
  const { url, token } = coder;
  return { coder: { url, token }, ...(await connectServer({ url, token }, { eventLogFile })) };
}

/** Another server for the fleet of the same Coder. */
export async function connectServer(
  coder: { readonly url: string; readonly token: string },
  { backend = "auto", eventLogFile }: ServerOptions = {},
) {
  const log = makeLog();
  const client = createCoderClient({ baseUrl: coder.url, token: coder.token });
  const parts = { coder: client, coderUrl: coder.url, clock: systemClock, log, owner: "me", eventLogFile };
  const repositories = createRepositories(parts);
  const services = createServices({ repositories, clock: systemClock, log, backend });
  closing.push(() => repositories.events.close());
  closing.push(async () => void (await services.drain(AbortSignal.timeout(0))));
  const tools = createTools(services, { readOnly: false, isSimulated: false });
  const connected = await connectClient(() => createServer({ tools, log, clock: systemClock }), { era: "modern" });
  closing.push(connected.close);
  return {
    repositories,
    services,
    call: (name: string, input: Record<string, unknown> = {}) => callTool(connected.client, name, input),
    refused: (name: string, input: Record<string, unknown>) => refusal(connected.client, name, input),
  };
}
