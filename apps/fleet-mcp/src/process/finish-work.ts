import { text } from "node:stream/consumers";
import { systemClock } from "@fleet-mcp/coder-client";
import { UnfinishedWork } from "@fleet-mcp/models";
import { z } from "zod";
import { compose } from "../compose.ts";
import { loadConfig } from "../config/config.ts";
import { eventLogFile } from "../config/event-log-file.ts";
import type { Host } from "../host.ts";
import { createLogger } from "../logger.ts";
import { parseFlags } from "../config/parse-flags.ts";
import { StartError } from "../start-error.ts";

/** Long enough for a stop, a restart of Coder and a start. */
const longestMs = 10 * 60_000;

/** The life of a process that finishes what a server had to leave: reads it from stdin, does it and ends. */
export async function finishWork(args: readonly string[], host: Host): Promise<number> {
  const config = loadConfig({ flags: parseFlags(args), env: host.env, cliLogin: () => undefined });
  const work = parseWork(await text(host.stdin));
  if (!work || !config.coder)
    throw new StartError("This command is only for the server itself, which tells it what to finish.");
  const log = createLogger({
    level: config.logLevel,
    clock: systemClock,
    secrets: [config.coder.token],
    write: (line) => host.stderr.write(line),
  });
  const coder = { ...config.coder, isSimulated: false };
  const surroundings = { coder, log, clock: systemClock, eventLogFile: eventLogFile(config, host) };
  const { services, events } = compose(config, surroundings);
  await services.resume(work, { signal: AbortSignal.timeout(longestMs) });
  await events.close();
  return 0;
}

function parseWork(json: string): readonly UnfinishedWork[] | undefined {
  try {
    return z.array(UnfinishedWork).parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
