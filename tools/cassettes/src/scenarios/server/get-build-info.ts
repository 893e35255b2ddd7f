import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "Which Coder this is; asked without a token.",
  from: { recordings: ["coder-2.31/server-identity"] },
  async run(context) {
    await coderOf(context).server.buildInfo(context);
  },
});
