import { recordCassette } from "../recorder/record-cassette.ts";
import { loadScenarios } from "../store/load-scenarios.ts";
import { writeCassette } from "../store/write-cassette.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";
import { eachScenario } from "./each-scenario.ts";
import { liveCoder } from "./live-coder.ts";
import { parseOptions } from "./parse-options.ts";

export const record: Command = {
  help: "record --coder-url URL [--owner NAME] [--replace FROM=TO]… [SCENARIO]…\n    Runs scenarios against a live Coder and writes their cassettes. The token is in CODER_SESSION_TOKEN.",
  async run(argv, surroundings) {
    const { values, positionals } = parseOptions(argv, {
      "coder-url": { type: "string" },
      owner: { type: "string" },
      replace: { type: "string", multiple: true },
    });
    const coderUrl = values["coder-url"];
    if (coderUrl === undefined) throw new UsageError("record needs --coder-url.");
    const live = liveCoder({ ...values, "coder-url": coderUrl }, surroundings);
    const scenarios = await loadScenarios(surroundings.scenariosFolder, positionals);
    return eachScenario(scenarios, surroundings, async (named) => {
      const cassette = await recordCassette(named, live);
      writeCassette(surroundings.cassettesFolder, named.name, cassette);
      return `${named.name}: ${cassette.log.entries.length} exchanges`;
    });
  },
};
