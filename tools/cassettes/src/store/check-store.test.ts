import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { cassettesFolder, makeCassette } from "@fleet-mcp/testing";
import { cutCassette } from "../recordings/cut-cassette.ts";
import { makeFolder } from "../../test/make-folder.ts";
import { checkStore } from "./check-store.ts";
import { loadScenarios, scenariosFolder } from "./load-scenarios.ts";
import { replayScenario } from "./replay-scenario.ts";
import { cassetteText } from "./write-cassette.ts";

describe("the cassettes of this repository", () => {
  it("belong one-to-one to scenarios and tell nothing", () => {
    expect(checkStore(cassettesFolder, scenariosFolder)).toEqual([]);
  });

  it("hold what their scenarios request today", async () => {
    const scenarios = await loadScenarios(scenariosFolder);

    const faults = await Promise.all(
      scenarios.map((named) => replayScenario(named, `${cassettesFolder}${named.name}.har`)),
    );

    expect(faults.flat()).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(0);
  }, 60_000);

  it("are what the recordings of this repository give, byte for byte", async () => {
    const stale: string[] = [];
    for (const named of await loadScenarios(scenariosFolder)) {
      const now = cassetteText(await cutCassette(named, `${cassettesFolder}recordings`));
      if (now !== readFileSync(`${cassettesFolder}${named.name}.har`, "utf8")) stale.push(named.name);
    }

    expect(stale).toEqual([]);
  }, 120_000);
});

describe("checkStore", () => {
  it("names whoever is alone, and what a cassette tells", () => {
    const telling = JSON.stringify(makeCassette({ request: "GET /x", json: "kim@acme.io" }));
    const cassettes = makeFolder({ "tasks/send-busy.har": telling });
    const scenarios = makeFolder({ "tasks/send-idle.ts": "", "tasks/send-idle.test.ts": "", "wiring.ts": "" });

    expect(checkStore(cassettes, scenarios)).toEqual([
      "tasks/send-idle: a scenario without a cassette",
      "tasks/send-busy: a cassette without a scenario",
      "tasks/send-busy: log.entries[0].response.content._json holds an e-mail address",
    ]);
  });
});
