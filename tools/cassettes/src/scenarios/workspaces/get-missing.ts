import { defineScenario } from "../../define-scenario.ts";

export const scenario = defineScenario({
  describe: "A workspace that nobody made.",
  from: { recordings: ["coder-2.31/fleet-mixed"] },
  async run({ url, token, owner, signal }) {
    const headers = { "coder-session-token": token };
    await fetch(`${url}/api/v2/users/${owner}/workspace/no-such-agent`, { headers, signal });
  },
});
