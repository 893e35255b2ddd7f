import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "Tasks are there, and chats below the experimental path (2.35).",
  from: { recordings: ["coder-2.35/server-identity"] },
  async run(context) {
    await repositoriesOf(context).deployment.offers(context);
  },
});
