import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent on the tasks backend is created, restarted by pause and resume, looked at and deleted.",
  from: {
    recordings: ["coder-2.31/task-agent-pause-resume", "coder-2.31/projects-and-roles"],
    ahead: ["/api/v2/workspaces/", "/workspace/lynx"],
  },
  async run(context) {
    const fleet = fleetOf(context);
    const page = { page: 1, page_size: 20 };
    await fleet.creation.create({ name: "lynx", project: "shop-backend", task: "Port the tests work=2", waitSeconds: 60 }, context);
    await fleet.lifecycle.restart("lynx", 60, context);
    await fleet.tasks.history("lynx", page, context);
    await fleet.lifecycle.remove("lynx", 60, context);
  },
});
