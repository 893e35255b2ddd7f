import { defineScenario } from "../../define-scenario.ts";
import { readFleet } from "../read-fleet.ts";

export const scenario = defineScenario({
  describe: "A fleet in many states on Coder 2.35, read through every reading tool.",
  from: { recordings: ["coder-2.35/fleet-mixed", "coder-2.35/server-identity", "coder-2.35/chat-agent-life"] },
  run: readFleet,
});
