import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

// Its template can run no agent and nobody recorded its parameters, so the repository is not driven here.
export const scenario = defineScenario({
  describe: "Two users own a workspace of one name: an administrator asks for that of the owner of the token.",
  from: { recordings: ["coder-2.31/two-owners"] },
  async run(context) {
    await coderOf(context).workspaces.getByName("me", "twin", context);
  },
});
