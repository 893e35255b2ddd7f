import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "No token at all.",
  from: { recordings: ["coder-2.31/server-identity"] },
  async given(context) {
    await coderOf(context).users.me(context);
    await refused(coderOf({ ...context, token: "abcdefghij-klmnopqrstuvwxyz012345" }).users.me(context));
  },
  async run(context) {
    await refused(coderOf({ ...context, token: "" }).users.me(context));
  },
});
