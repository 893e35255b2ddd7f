import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCassette } from "@fleet-mcp/testing";
import { compareCassettes } from "../drift/compare-cassettes.ts";
import { recordCassette } from "../recorder/record-cassette.ts";
import { cutCassette } from "../recordings/cut-cassette.ts";
import { checkStore } from "../store/check-store.ts";
import { loadScenarios } from "../store/load-scenarios.ts";
import type { NamedScenario } from "../store/load-scenarios.ts";
import { replayScenario } from "../store/replay-scenario.ts";
import { cassetteText } from "../store/write-cassette.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";
import { eachScenario } from "./each-scenario.ts";
import { liveCoder } from "./live-coder.ts";
import { parseOptions } from "./parse-options.ts";

export const check: Command = {
  help: "check [--coder-url URL [--owner NAME] | --recordings DIR] [SCENARIO]…\n    Writes nothing. Cassettes and scenarios are one-to-one and scrubbed, and each scenario replays on its cassette.\n    With --coder-url: what a live Coder answers differently. With --recordings: cutting gives the same bytes.",
  async run(argv, surroundings) {
    const { values, positionals } = parseOptions(argv, {
      "coder-url": { type: "string" },
      owner: { type: "string" },
      recordings: { type: "string" },
    });
    const { "coder-url": coderUrl, recordings } = values;
    if (coderUrl !== undefined && recordings !== undefined) {
      throw new UsageError("check takes --coder-url or --recordings, not both.");
    }
    const compare = compareWith();
    const { cassettesFolder, scenariosFolder, say, complain } = surroundings;
    const scenarios = await loadScenarios(scenariosFolder, positionals);
    const faults = checkStore(cassettesFolder, scenariosFolder);
    if (faults.length > 0) {
      faults.forEach(complain);
      return 1;
    }
    const exitCode = await eachScenario(scenarios, surroundings, async (named) => {
      const differences = await compare(named, join(cassettesFolder, `${named.name}.har`));
      if (differences.length > 0) throw new Error([named.name, ...differences].join("\n  "));
      return undefined;
    });
    if (exitCode === 0) say(`${scenarios.length} cassettes are as they should be.`);
    return exitCode;

    function compareWith(): (named: NamedScenario, file: string) => Promise<readonly string[]> {
      if (recordings !== undefined) return (named, file) => compareBytes(named, file, recordings);
      if (coderUrl === undefined) return replayScenario;
      const live = liveCoder({ "coder-url": coderUrl, owner: values.owner }, surroundings);
      return async (named, file) => compareCassettes(readCassette(file), await recordCassette(named, live));
    }
  },
};

async function compareBytes(named: NamedScenario, file: string, recordings: string): Promise<readonly string[]> {
  const kept = readFileSync(file, "utf8").split("\n");
  const now = cassetteText(await cutCassette(named, recordings)).split("\n");
  const line = now.findIndex((text, index) => text !== kept[index]);
  if (line < 0 && kept.length === now.length) return [];
  const at = line < 0 ? now.length : line;
  return [`line ${at + 1} was ${kept[at] ?? "not there"}`, `line ${at + 1} is  ${now[at] ?? "not there"}`];
}
