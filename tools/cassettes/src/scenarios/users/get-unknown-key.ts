import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A key that is not there, or belongs to somebody else. Only from recordings: a live Coder refuses the token first.",
  from: { recordings: ["coder-2.31/token-lifetime"] },
  async run(context) {
    await refused(coderOf({ ...context, token: "aaaaaaaaaa-klmnopqrstuvwxyz012345" }).users.ownKey(context));
  },
});
