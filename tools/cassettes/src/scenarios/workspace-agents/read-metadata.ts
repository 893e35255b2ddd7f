import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "The metadata of a machine: the first event of the stream.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run(context) {
    const coder = coderOf(context);
    const { latest_build: build } = await coder.workspaces.getByName(context.owner, "ant", context);
    const agent = build.resources.flatMap(({ agents }) => agents)[0];
    await coder.workspaceAgents.metadata(agent?.id ?? "", context);
  },
});
