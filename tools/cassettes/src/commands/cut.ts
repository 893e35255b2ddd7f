import { cutCassette } from "../recordings/cut-cassette.ts";
import { loadScenarios } from "../store/load-scenarios.ts";
import { writeCassette } from "../store/write-cassette.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";
import { eachScenario } from "./each-scenario.ts";
import { parseOptions } from "./parse-options.ts";

export const cut: Command = {
  help: "cut --recordings DIR [SCENARIO]…\n    Runs scenarios against the long recordings in DIR and writes their cassettes.",
  async run(argv, surroundings) {
    const { values, positionals } = parseOptions(argv, { recordings: { type: "string" } });
    const folder = values.recordings;
    if (folder === undefined) throw new UsageError("cut needs --recordings.");
    const scenarios = await loadScenarios(surroundings.scenariosFolder, positionals);
    return eachScenario(scenarios, surroundings, async (named) => {
      const cassette = await cutCassette(named, folder);
      writeCassette(surroundings.cassettesFolder, named.name, cassette);
      return `${named.name}: ${cassette.log.entries.length} exchanges`;
    });
  },
};
