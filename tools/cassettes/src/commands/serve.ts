import { join, resolve, sep } from "node:path";
import { createCassetteAnswers, readCassette, replayCassette, serveReplay } from "@fleet-mcp/testing";
import type { Answers } from "@fleet-mcp/testing";
import { createRecordingAnswers } from "../recordings/recording-answers.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";
import { parseOptions } from "./parse-options.ts";

export const serve: Command = {
  help: "serve [--port N] [--long] [--ahead TEXT]… CASSETTE|FILE…\n    Serves cassettes (by name) or recordings (files) as a Coder on loopback until it is interrupted. Files outside\n    cassettes/ are served as long recordings: the first is primary, immutable resources and --ahead are answered early.",
  async run(argv, { cassettesFolder, signal, say, complain }) {
    const { values, positionals } = parseOptions(argv, {
      port: { type: "string" },
      long: { type: "boolean" },
      ahead: { type: "string", multiple: true },
    });
    const files = positionals.map((name) =>
      name.endsWith(".har") ? resolve(name) : join(cassettesFolder, `${name}.har`),
    );
    const isLong = values.long === true || files.some((file) => !file.startsWith(resolve(cassettesFolder) + sep));
    const replay = replayCassette(createAnswers(files, isLong, values.ahead));
    const served = await serveReplay(replay, { port: toPort(values.port) });
    say(`A replayed Coder listens on ${served.url}`);
    await aborted(signal);
    await served.close();
    for (const key of served.unmatched) complain(`Nobody recorded: ${key}`);
    return 0;
  },
};

function createAnswers(files: readonly string[], isLong: boolean, ahead: readonly string[] = []): Answers {
  const [first, ...rest] = files.map(readCassette);
  if (first === undefined) throw new UsageError("serve needs a cassette or a file.");
  return isLong ? createRecordingAnswers([first, ...rest], { ahead }) : createCassetteAnswers([first, ...rest]);
}

function toPort(text = "0"): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${text} is not a port.`);
  return port;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));
}
