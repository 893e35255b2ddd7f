import { defineScenario } from "../../define-scenario.ts";
import { givenWorkspace, untilBuilt } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "What Terraform said when a start failed.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenWorkspace(context, { name: "newt", prompt: "x" });
    await untilBuilt(context, "newt");
  },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "newt", context);
    await coder.builds.logs(build.id, context);
  },
});
