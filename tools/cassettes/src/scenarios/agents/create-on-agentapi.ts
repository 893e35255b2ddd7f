import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

export const scenario = defineScenario({
  describe: "A new agent whose first task goes into the parameter of its template, and is read back.",
  from: { recordings: ["coder-2.31/workspace-agent-life", "coder-2.31/projects-and-roles"], ahead: ["/api/v2/workspaces/"] },
  async run(context) {
    const { agents, projects } = repositoriesOf(context);
    const [project] = await projects.findByName("Docs site", context);
    const role = project?.roles.find(({ name }) => name === "coder");
    const order = {
      name: "finch",
      versionId: project?.versionId ?? "",
      presetId: role?.presetId,
      promptParameter: project?.promptParameter,
      task: "Write the quick start work=3",
    };
    await agents.create("agentapi", order, context);
  },
});
