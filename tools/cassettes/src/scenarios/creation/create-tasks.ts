import { defineScenario } from "../../define-scenario.ts";
import { fleetOf } from "../wiring.ts";

export const scenario = defineScenario({
  describe: "An agent with a role and a first task on the tasks backend, waited for until it is up.",
  from: { recordings: ["coder-2.31/task-agent-life", "coder-2.31/projects-and-roles"] },
  async run(context) {
    const task = "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42";
    const request = { name: "otter", project: "shop-backend", role: "coder", task, waitSeconds: 60 };
    await fleetOf(context).creation.create(request, context);
  },
});
