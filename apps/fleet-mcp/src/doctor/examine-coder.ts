import type { Clock } from "@fleet-mcp/models";
import type { TokenUser } from "@fleet-mcp/repositories";
import type { Services } from "@fleet-mcp/services";
import type { Config } from "../config/config.ts";
import { ask, patienceMs } from "./ask.ts";
import type { Asked } from "./ask.ts";
import { checkBackends, checkPathApps } from "./check-backends.ts";
import { checkClock, checkCoder } from "./check-coder.ts";
import { checkAgentApp, checkProjects } from "./check-fleet.ts";
import { checkExpiry, checkRights, checkToken } from "./check-token.ts";
import { unknown } from "./check.ts";
import type { CheckName, Verdict } from "./check.ts";

export type Verdicts = Readonly<Partial<Record<CheckName, Verdict>>>;

export interface CoderToExamine {
  readonly config: Pick<Config, "owner" | "readOnly" | "backend">;
  /** Its address, and whether it is a simulated one. */
  readonly where: string;
  readonly services: Pick<Services, "deployment" | "projects">;
  readonly clock: Clock;
  /** How long each question waits; there are two rounds of them. */
  readonly waitMs?: number | undefined;
}

/** Asks Coder everything, at most two waits long: first who it is and whom it takes us for, then what that user has there. */
export async function examineCoder(coder: CoderToExamine): Promise<Verdicts> {
  const { where, services, waitMs = patienceMs } = coder;
  const { deployment } = services;
  const [release, ahead, user] = await Promise.all([
    ask(deployment.release, waitMs),
    ask(deployment.clockAheadMs, waitMs),
    ask(deployment.user, waitMs),
  ]);
  const isDown = !release.isKnown && !user.isKnown;
  return {
    coder: checkCoder(release, where),
    ...(isDown ? {} : { clock: checkClock(ahead), token: checkToken(user) }),
    ...(user.isKnown ? await examineFleet(coder, user.answer) : unasked(isDown, user)),
  };
}

async function examineFleet(
  { config, services: { deployment, projects }, clock, waitMs = patienceMs }: CoderToExamine,
  user: TokenUser,
): Promise<Verdicts> {
  const [facts, rights, offers, lack, pathApps, known, reach] = await Promise.all([
    ask(deployment.token, waitMs),
    ask((options) => deployment.rights(user, options), waitMs),
    ask(deployment.offers, waitMs),
    ask((options) => deployment.chatsLack(user, options), waitMs),
    ask((options) => deployment.servesPathApps(user, options), waitMs),
    ask(projects.list, waitMs),
    ask(deployment.reachAgent, waitMs),
  ]);
  return {
    "token expiry": checkExpiry(facts, clock.now()),
    rights: checkRights({ rights, facts, user, config }),
    backends: checkBackends({ offers, lack }, config),
    "path apps": checkPathApps(pathApps),
    projects: checkProjects(known),
    "agent app": checkAgentApp(reach),
  };
}

/** What only a user of Coder is told. */
function unasked(isDown: boolean, user: Asked<TokenUser>): Verdicts {
  const verdict = isDown
    ? unknown("Coder is not reachable", "Repair what is wrong with coder first.")
    : unknown(withoutUser(user), "Repair what is wrong with the token first.");
  return {
    ...(isDown ? { token: verdict, clock: verdict } : {}),
    "token expiry": verdict,
    rights: verdict,
    backends: verdict,
    "path apps": verdict,
    projects: verdict,
    "agent app": verdict,
  };
}

const withoutUser = (user: Asked<TokenUser>): string =>
  !user.isKnown && user.code === "unauthenticated" ? "it needs a valid token" : "Coder did not say whose token it is";
