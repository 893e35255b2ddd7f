import type { TokenFacts, TokenUser, WorkspaceAction } from "@fleet-mcp/repositories";
import type { Config } from "../config/config.ts";
import type { Asked } from "./ask.ts";
import { fail, ok, unknown, warn } from "./check.ts";
import type { Verdict } from "./check.ts";

const dayMs = 86_400_000;
const renew =
  'Make a new one, with "coder tokens create --lifetime 720h" or under Account, Tokens in Coder, and set CODER_SESSION_TOKEN to it.';

export function checkToken(user: Asked<TokenUser>): Verdict {
  if (user.isKnown) {
    const { name, roles } = user.answer;
    return ok(`valid; its user is ${name}${roles.length > 0 ? ` (${roles.join(", ")})` : ""}`);
  }
  if (user.code === "unauthenticated") return fail("Coder refuses it: it is wrong or has expired", renew);
  if (user.code === "rate_limited") return unknown(user.why, "Wait a minute and run fleet-mcp doctor again.");
  return fail(`Coder does not tell whose it is: ${user.why}`, "Look into the log of Coder; until then no tool works.");
}

export function checkExpiry(facts: Asked<TokenFacts | undefined>, now: number): Verdict {
  if (!facts.isKnown) return unknown(facts.why);
  const at = facts.answer?.expiresAt;
  if (at === undefined)
    return unknown("Coder does not tell when this token expires", "Look it up in Coder under Account, Tokens.");
  const date = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  if (at <= now) return fail(`expired at ${date} UTC`, renew);
  const found = `expires in ${left(at - now)}, at ${date} UTC`;
  return at - now < 7 * dayMs ? warn(found, renew) : ok(found);
}

function left(ms: number): string {
  const [count, unit] = ms < 2 * dayMs ? [Math.floor(ms / 3_600_000), "hour"] : [Math.floor(ms / dayMs), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

interface Rights {
  readonly rights: Asked<readonly WorkspaceAction[] | undefined>;
  readonly facts: Asked<TokenFacts | undefined>;
  readonly user: TokenUser;
  readonly config: Pick<Config, "owner" | "readOnly">;
}

/** Whether the token may do with the fleet's workspaces what the tools that are offered need. */
export function checkRights({ rights, facts, user, config: { owner, readOnly } }: Rights): Verdict {
  const scopes = facts.isKnown ? (facts.answer?.scopes ?? []) : [];
  const limits = scopes.length > 0 ? `; the token is limited to ${scopes.join(", ")}` : "";
  if (!rights.isKnown) {
    if (rights.code === "not_found") return fail(rights.why, "Correct FLEET_MCP_OWNER (--owner).");
    return unknown(rights.why);
  }
  if (rights.answer === undefined)
    return unknown(`Coder does not tell what the token's user may do${limits}`, "Create an agent to see.");

  const allowed = rights.answer;
  const missing = (readOnly ? reading : all).filter((action) => !allowed.includes(action));
  if (missing.length > 0) {
    const finding = `${user.name} may not ${listed(missing)}${limits}`;
    const grant = "Ask an administrator of Coder for the right, or use a token that is not limited.";
    return missing.includes("read") ? fail(finding, grant) : warn(finding, grant);
  }
  if (owner !== "me" && owner.toLowerCase() !== user.name.toLowerCase()) {
    return warn(
      `${user.name} acts on the workspaces of ${owner}, whose apps Coder by default serves to nobody else`,
      `Use a token of ${owner}, or have path apps of others allowed (CODER_DANGEROUS_ALLOW_PATH_APP_SITE_OWNER_ACCESS).`,
    );
  }
  return ok(`${user.name} may ${listed(readOnly ? reading : all)}${limits}`);
}

const reading: readonly WorkspaceAction[] = ["read", "application_connect"];
const all: readonly WorkspaceAction[] = ["read", "create", "start", "stop", "delete", "application_connect"];

const words: Readonly<Record<WorkspaceAction, string>> = {
  read: "see workspaces",
  create: "create workspaces",
  start: "start them",
  stop: "stop them",
  delete: "delete them",
  application_connect: "reach their apps",
};

const listed = (actions: readonly WorkspaceAction[]): string => actions.map((action) => words[action]).join(", ");
