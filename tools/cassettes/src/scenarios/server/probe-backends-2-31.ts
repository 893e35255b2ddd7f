import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "Tasks are there, chats are not (2.31).",
  from: { recordings: ["coder-2.31/server-identity"] },
  async run(context) {
    await repositoriesOf(context).deployment.offers(context);
  },
});
