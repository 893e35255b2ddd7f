import { defineScenario } from "../../define-scenario.ts";
import { refused } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "A query with a key that Coder does not know.",
  from: { recordings: ["coder-2.31/projects-and-roles"] },
  async run(context) {
    await refused(coderOf(context).templates.list("nope:1", context));
  },
});
