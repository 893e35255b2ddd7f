import { createCoderClient } from "@fleet-mcp/coder-client";
import { silentLogger } from "@fleet-mcp/models";
import type { Clock } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { Config } from "../config/config.ts";
import { eventLogFile } from "../config/event-log-file.ts";
import { version } from "../version.ts";
import { checkEventLog, checkObserver } from "./check-event-log.ts";
import type { ExaminedLog } from "./check-event-log.ts";
import { eventLogFacts } from "./event-log-facts.ts";
import type { Verdicts } from "./examine-coder.ts";

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
}

/** Looks at the event log as a server would use it, beside those that do. Makes no file. */
export async function examineEventLog(config: Config, machine: Machine): Promise<Verdicts> {
  const log = await examined(config, machine);
  return { "event log": checkEventLog(log), observer: checkObserver(log, config.observe) };
}

async function examined(config: Config, machine: Machine): Promise<ExaminedLog | undefined> {
  const file = eventLogFile(config, machine);
  if (!config.coder || file === undefined) return undefined;
  const facts = await eventLogFacts(file);
  if (facts.bytes === undefined) return { facts };
  const { url, token } = config.coder;
  const { clock } = machine;
  const coder = createCoderClient({ baseUrl: url, token, clock, userAgent: `fleet-mcp/${version}` });
  const { owner, appSlug } = config;
  const parts = { coder, coderUrl: url, clock, log: silentLogger, owner, appSlug, eventLogFile: file };
  const { events } = createRepositories(parts);
  try {
    const state = await events.state();
    return { facts, opened: { state, isObserved: await events.isLeaseHeld("observer") } };
  } finally {
    await events.close();
  }
}
