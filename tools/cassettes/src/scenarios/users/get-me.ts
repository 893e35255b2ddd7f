import { defineScenario } from "../../define-scenario.ts";

export const scenario = defineScenario({
  describe: "The user of a valid token.",
  from: { recordings: ["coder-2.31/server-identity"] },
  async run({ url, token, signal }) {
    await fetch(`${url}/api/v2/users/me`, { headers: { "coder-session-token": token }, signal });
  },
});
