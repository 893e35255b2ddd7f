import { defineScenario } from "../../define-scenario.ts";
import { repositoriesOf } from "../repositories-of.ts";

const task = "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42";

export const scenario = defineScenario({
  describe: "A new agent with a role and its first task, through the Tasks API.",
  from: { recordings: ["coder-2.31/task-agent-life", "coder-2.31/projects-and-roles"], ahead: ["/api/v2/workspaces/"] },
  async run(context) {
    const { agents, projects } = repositoriesOf(context);
    const [project] = await projects.findByName("shop-backend", context);
    const role = project?.roles.find(({ name }) => name === "coder");
    const order = { name: "otter", versionId: project?.versionId ?? "", presetId: role?.presetId, promptParameter: undefined, task };
    await agents.create("tasks", order, context);
  },
});
