import { defineScenario } from "../../define-scenario.ts";
import { coderOf } from "../wiring.ts";

// Nobody recorded the parameters of its template, so the repository is not driven here.
export const scenario = defineScenario({
  describe: "A fleet of 130 in two pages; most of its machines are not there.",
  from: { recordings: ["coder-2.31/fleet-of-130"] },
  async run(context) {
    const { workspaces } = coderOf(context);
    await workspaces.list({ q: "owner:me", limit: 100, offset: 0 }, context);
    await workspaces.list({ q: "owner:me", limit: 100, offset: 100 }, context);
  },
});
