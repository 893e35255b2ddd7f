import { systemClock } from "@fleet-mcp/coder-client";
import { createRedactor } from "@fleet-mcp/models";
import type { Logger } from "@fleet-mcp/models";
import { forRights } from "@fleet-mcp/tools";
import { watchAlerts } from "./alerts/watch-alerts.ts";
import { localCaller } from "./access/caller.ts";
import type { Caller } from "./access/caller.ts";
import { compose } from "./compose.ts";
import type { CoderInUse } from "./compose.ts";
import type { Config } from "./config/config.ts";
import { eventLogFile } from "./config/event-log-file.ts";
import { createServer } from "./create-server.ts";
import type { Host } from "./host.ts";
import { leaveWork } from "./process/leave-work.ts";
import { createLogger } from "./logger.ts";
import { startObserving } from "./observing/start-observing.ts";
import { createObservability } from "./observability/create-observability.ts";
import { parentGone } from "./process/parent-gone.ts";
import { reserveStdout } from "./process/reserve-stdout.ts";
import { serveStdio } from "./serve-stdio.ts";
import { version } from "./version.ts";

const readinessMs = 5_000;

/** Serves one fleet until it is told to stop, or its only client is gone. Resolves with the exit code. */
export async function serveFleet(config: Config, coder: CoderInUse, host: Host): Promise<number> {
  const { transport, backend, owner, toolsets, readOnly, logLevel: level } = config;
  const clock = systemClock;
  const http = transport === "http" ? await loadHttp(config) : undefined;
  const { authToken = "", alertWebhookSecret = "" } = config;
  const secrets = [coder.token, authToken, alertWebhookSecret, ...(http?.access.secrets ?? [])];
  const redact = createRedactor(secrets);
  const log = createLogger({ level, clock, secrets, write: (line) => host.stderr.write(line) });
  surviveReaders(host);
  logCrashes(host, log);
  const reserved = http ? undefined : reserveStdout(host, log);
  const { observeRequest, observeCall, countRefusal, metrics, flush } = await createObservability({
    log,
    clock,
    withMetrics: !!http,
  });
  const file = eventLogFile(config, host);
  const { services, events, ...offered } = compose(config, { coder, log, clock, observeRequest, eventLogFile: file });
  const { observer } = services;
  const onAlertsChanged = watchAlerts({ events, observer, clock, log });
  const toolsOf = { read: forRights(offered, "read"), write: forRights(offered, "write") };
  const serverFor = (caller: Caller) =>
    createServer({
      ...toolsOf[caller.rights],
      services,
      isSimulated: coder.isSimulated,
      log,
      clock,
      observe: observeCall(caller, transport),
      caller: caller.name,
      redact,
      onAlertsChanged,
    });

  const over = new AbortController();
  const told = [signalled(host), ...(http ? [] : [parentGone(host, clock, over.signal)])];
  const readiness = () => services.deployment.readiness({ signal: AbortSignal.timeout(readinessMs) });
  const serving = http
    ? await http.serve(serverFor, {
        log,
        readiness,
        onRefused: countRefusal,
        onAlertsChanged,
        ...(metrics ? { metrics } : {}),
      })
    : serveStdio(() => serverFor(localCaller), {
        stdin: host.stdin,
        stdout: reserved?.stdout ?? host.stdout,
        log,
        onAlertsChanged,
      });
  const observing = startObserving(config, { observer, coderUrl: coder.url, clock, log, redact });
  const where = { version, address: serving.address, transport, coder: coder.url };
  log.info("started", {
    ...where,
    backend,
    owner,
    toolsets,
    readOnly,
    ...(http ? { callers: http.access.names } : {}),
  });
  if (coder.isSimulated) host.stderr.write(simulationLine(serving.address));

  log.info("stopping", { reason: await Promise.race([...told, serving.ended]) });
  over.abort();
  await Promise.all([serving.close(), observing.stop()]);
  await Promise.all([leaveWork(services, { ...config, coder }, host, log), flush()]);
  await events.close();
  reserved?.release();
  return 0;
}

/** Only here: over stdio, where a client waits for the start, nothing of HTTP servers is needed. Throws StartError. */
async function loadHttp({ host, port, authToken, authTokenFile, requestsPerMinute, concurrentCalls }: Config) {
  const [{ loadAccess }, { serveHttp }] = await Promise.all([
    import("./access/load-access.ts"),
    import("./serve-http.ts"),
  ]);
  const access = loadAccess({ host, authToken, authTokenFile, requestsPerMinute, concurrentCalls });
  const serve = (
    serverFor: Parameters<typeof serveHttp>[0],
    options: Omit<Parameters<typeof serveHttp>[1], "host" | "port" | "access">,
  ) => serveHttp(serverFor, { ...options, host, port, access });
  return { access, serve };
}

/** When the client is gone nobody reads these; what is left must still be done. */
function surviveReaders({ stdout, stderr }: Host): void {
  for (const stream of [stdout, stderr]) stream.on("error", () => {});
}

function logCrashes(host: Host, log: Logger): void {
  host.on("uncaughtException", (error) => {
    log.error("crashed", { error });
    host.exit(1);
  });
  host.on("unhandledRejection", (error) => {
    log.error("crashed on a promise that nobody awaited", { error });
    host.exit(1);
  });
}

/** The same signal sent again ends the process as usual. */
function signalled(host: Host): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) host.once(signal, () => resolve(signal));
  });
}

const simulationLine = (address: string): string =>
  `fleet-mcp: no Coder is known, so this is a simulated one with a small fleet. Connect to ${address}; set CODER_URL and CODER_SESSION_TOKEN for your own fleet.\n`;
