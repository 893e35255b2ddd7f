import type { ChatsLack, Offer, Offers } from "@fleet-mcp/repositories";
import type { Config } from "../config/config.ts";
import type { Asked } from "./ask.ts";
import { fail, ok, unknown, warn } from "./check.ts";
import type { Verdict } from "./check.ts";

interface Backends {
  readonly offers: Asked<Offers>;
  /** What chats lack, when they are offered. */
  readonly lack: Asked<ChatsLack | undefined>;
}

/** Ways to talk to agents that this Coder has. AgentAPI needs nothing of Coder but its apps, which another check looks at. */
export function checkBackends({ offers, lack }: Backends, { backend }: Pick<Config, "backend">): Verdict {
  if (!offers.isKnown) return unknown(offers.why);
  const { tasks, chats } = offers.answer;
  const missing = chats === "yes" && lack.isKnown ? lack.answer : undefined;
  const lacking = missing === undefined ? "" : `, but ${lacks[missing].what}`;
  const found = `tasks: ${said[tasks]}; agentapi: offered, through workspace apps; chats: ${said[chats]}${lacking}`;
  if (backend === "tasks" && isAway(tasks)) {
    const next = "Set FLEET_MCP_BACKEND (--backend) to auto, agentapi or chats.";
    return fail(`new agents are to get tasks, which this Coder does not offer`, next);
  }
  if (backend === "chats" && isAway(chats)) {
    const next =
      chats === "forbidden" ? lacks.role.next : "Set FLEET_MCP_BACKEND (--backend) to auto, tasks or agentapi.";
    return fail(`new agents are to get chats, which this Coder does not offer`, next);
  }
  if (missing && backend === "chats") return fail(found, lacks[missing].next);
  if (missing && isAway(tasks)) return warn(found, lacks[missing].next);
  if (tasks !== "unknown") return ok(found);
  return { status: "unknown", finding: found, next_step: "Run fleet-mcp doctor again when Coder answers." };
}

const isAway = (offer: Offer): boolean => offer === "no" || offer === "forbidden";

const said: Readonly<Record<Offer, string>> = {
  yes: "offered",
  no: "not offered",
  forbidden: "offered, but not to this user",
  unknown: "not known",
};

const lacks: Readonly<Record<ChatsLack, { readonly what: string; readonly next: string }>> = {
  model: {
    what: "no model is configured for them",
    next: "Ask an administrator of Coder to add a provider and a default model for its agents.",
  },
  role: {
    what: "this user may not create any",
    next: "Ask an administrator of the organization for the role agents-access (Coder Agents User).",
  },
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
