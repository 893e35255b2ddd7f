import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import type { ScenarioContext } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "More calls of one path in a minute than the administrator allows.",
  from: { recordings: ["coder-2.31/rate-limited"] },
  async given(context) {
    for (let call = 1; call <= 5; call += 1) await listFleet(context);
  },
  async run(context) {
    await refused(listFleet(context));
  },
});

function listFleet(context: ScenarioContext) {
  return coderOf(context).workspaces.list({ q: "owner:me", limit: 100, offset: 0 }, context);
}
