import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The key of the token in use, by its id: when it expires and what it may do. Only from recordings, whose key has this id.",
  from: { recordings: ["coder-2.31/token-lifetime"] },
  async run(context) {
    await coderOf({ ...context, token: "tokenid000-klmnopqrstuvwxyz012345" }).users.ownKey(context);
  },
});
