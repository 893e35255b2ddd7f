import type { Readable, Writable } from "node:stream";
import { systemClock } from "@fleet-mcp/coder-client";
import { compose } from "./compose.ts";
import type { CoderInUse } from "./compose.ts";
import { loadConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { createServer } from "./create-server.ts";
import { createLogger } from "./logger.ts";
import { parseFlags } from "./parse-flags.ts";
import { readCliLogin } from "./read-cli-login.ts";
import type { serveHttp } from "./serve-http.ts";
import { serveStdio } from "./serve-stdio.ts";
import type { Serving } from "./serving.ts";
import { startSimulatedCoder } from "./simulated-coder.ts";
import { StartError } from "./start-error.ts";
import { usage } from "./usage.ts";
import { version } from "./version.ts";

/** The part of `process` that is used. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  on(event: "uncaughtException" | "unhandledRejection", listener: (error: unknown) => void): unknown;
  once(event: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  exit(code: number): void;
}

/** How long work that must not stop half-way may hold up the end of the process. */
const drainMs = 30_000;

/** The whole life of the process. Resolves with its exit code: 0 after a clean end, 2 when it could not start as asked. */
export async function run(host: Host): Promise<number> {
  try {
    const flags = parseFlags(host.argv.slice(2));
    if (flags.help) return print(host, usage());
    if (flags.version) return print(host, `${version}\n`);
    return await serve(loadConfig({ flags, env: host.env, cliLogin: () => readCliLogin(host) }), host);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    host.stderr.write(`fleet-mcp: ${error.message}\n`);
    return 2;
  }
}

function print(host: Host, text: string): number {
  host.stdout.write(text);
  return 0;
}

async function serve(config: Config, host: Host): Promise<number> {
  if (config.coder) return serveFleet(config, { ...config.coder, isSimulated: false }, host);
  const { close, ...coder } = await startSimulatedCoder();
  return serveFleet(config, coder, host).finally(close);
}

async function serveFleet(config: Config, coder: CoderInUse, host: Host): Promise<number> {
  const { transport, backend, owner, readOnly, logLevel: level } = config;
  const clock = systemClock;
  const write = (line: string) => host.stderr.write(line);
  const log = createLogger({ level, clock, secrets: [coder.token], write });
  // When the client is gone nobody reads these; what is to be drained must still be done.
  for (const stream of [host.stdout, host.stderr]) stream.on("error", () => {});
  host.on("uncaughtException", (error) => {
    log.error("crashed", { error });
    host.exit(1);
  });
  host.on("unhandledRejection", (error) => {
    log.error("crashed on a promise that nobody awaited", { error });
    host.exit(1);
  });

  const fleet = compose(config, { coder, log, clock });
  const server = () => createServer({ tools: fleet.tools, isSimulated: coder.isSimulated, log, clock });
  const stopped = signalled(host);
  const { stdin, stdout } = host;
  const serving =
    transport === "http"
      ? await serveOverHttp(server, { host: config.host, port: config.port, log })
      : serveStdio(server, { stdin, stdout, log });
  log.info("started", { version, address: serving.address, coder: coder.url, backend, owner, readOnly });

  if (coder.isSimulated) write(simulationLine(serving.address));

  const reason = await Promise.race([stopped, serving.ended]);
  log.info("stopping", { reason });
  await serving.close();
  const left = await fleet.drain(AbortSignal.timeout(drainMs));
  if (left > 0) log.warn("stopped before all work was done", { left });
  return 0;
}

const simulationLine = (address: string): string =>
  `fleet-mcp: no Coder is known, so this is a simulated one with a small fleet. Connect to ${address}; set CODER_URL and CODER_SESSION_TOKEN for your own fleet.\n`;

/** Loaded only here: over stdio, where a client waits for the start, nothing of HTTP servers is needed. */
async function serveOverHttp(...parameters: Parameters<typeof serveHttp>): Promise<Serving> {
  const { serveHttp } = await import("./serve-http.ts");
  return await serveHttp(...parameters);
}

/** The same signal sent again ends the process as usual. */
function signalled(host: Host): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) host.once(signal, () => resolve(signal));
  });
}
