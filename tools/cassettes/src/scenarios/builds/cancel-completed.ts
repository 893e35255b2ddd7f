import { defineScenario } from "../../define-scenario.ts";
import { givenWorkspace, refused, untilBuilt } from "../steps.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The build of a start that failed cannot be cancelled any more.",
  from: { recordings: ["coder-2.31/builds-that-go-wrong"] },
  async given(context) {
    await givenWorkspace(context, { name: "newt", prompt: "x" });
    await untilBuilt(context, "newt");
  },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "newt", context);
    await refused(coder.builds.cancel(build.id, "running", context));
  },
});
