import type { Offer, Offers } from "@fleet-mcp/repositories";
import type { Config } from "../config/config.ts";
import type { Asked } from "./ask.ts";
import { fail, ok, unknown } from "./check.ts";
import type { Verdict } from "./check.ts";

/** Ways to talk to agents that this Coder has. AgentAPI needs nothing of Coder but its apps, which another check looks at. */
export function checkBackends(offers: Asked<Offers>, { backend }: Pick<Config, "backend">): Verdict {
  if (!offers.isKnown) return unknown(offers.why);
  const { tasks, chats } = offers.answer;
  if (backend === "tasks" && (tasks === "no" || tasks === "forbidden")) {
    const next = "Set FLEET_MCP_BACKEND (--backend) to auto or agentapi.";
    return fail(`new agents are to get tasks, which this Coder does not offer`, next);
  }
  const chatsNote = chats === "yes" ? ", which this version does not use yet" : "";
  const found = `tasks: ${said[tasks]}; agentapi: offered, through workspace apps; chats: ${said[chats]}${chatsNote}`;
  if (tasks !== "unknown") return ok(found);
  return { status: "unknown", finding: found, next_step: "Run fleet-mcp doctor again when Coder answers." };
}

const said: Readonly<Record<Offer, string>> = {
  yes: "offered",
  no: "not offered",
  forbidden: "offered, but not to this user",
  unknown: "not known",
};

export function checkPathApps(served: Asked<boolean | undefined>): Verdict {
  if (!served.isKnown) return unknown(served.why);
  if (served.answer === undefined)
    return unknown("Coder's answer does not tell", "Ask an administrator whether CODER_DISABLE_PATH_APPS is set.");
  if (served.answer) return ok("Coder serves apps by path");
  return fail(
    "Coder does not serve apps by path, so no agent can be asked or interrupted",
    "Ask an administrator of Coder to unset CODER_DISABLE_PATH_APPS.",
  );
}
