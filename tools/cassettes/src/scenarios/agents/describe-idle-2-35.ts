import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "Everything about an idle agent: its CLI says whether it works, its machine publishes metadata (2.35).",
  from: { recordings: ["coder-2.35/fleet-mixed"] },
  async run(context) {
    const { agents } = repositoriesOf(context);
    const ant = await agents.findByName("ant", context);
    await agents.describe(ant, context);
  },
});
