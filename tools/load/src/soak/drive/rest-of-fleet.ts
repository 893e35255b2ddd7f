import { setTimeout as sleep } from "node:timers/promises";
import { isMoving, isStopped, readFleetPage } from "../judging/fleet-at-the-end.ts";
import type { AgentAtTheEnd } from "../judging/fleet-at-the-end.ts";
import type { CoderAddress } from "../../processes/coder-address.ts";

const pageSize = 100;
const lookMs = 250;
/** What has not moved for this long (times the time scale) hangs. */
const quietLooks = 8;
const mostLooks = 120;

/** The fleet once its builds have come to rest and who is `awaited` is started again, as Coder lists it; hung builds are left as they are. */
export async function restOfFleet(
  coder: CoderAddress,
  awaited: ReadonlySet<string>,
): Promise<readonly AgentAtTheEnd[]> {
  const isAwaited = (agent: AgentAtTheEnd): boolean => awaited.has(agent.name) && isStopped(agent);
  let [seen, quiet] = [await listFleet(coder), 0];
  for (let look = 0; look < mostLooks; look += 1) {
    const isMovingStill = quiet < quietLooks && seen.some(isMoving);
    if (!isMovingStill && !seen.some(isAwaited)) break;
    await sleep(lookMs);
    const now = await listFleet(coder);
    quiet = JSON.stringify(now) === JSON.stringify(seen) ? quiet + 1 : 0;
    seen = now;
  }
  return seen;
}

async function listFleet({ url, token }: CoderAddress): Promise<readonly AgentAtTheEnd[]> {
  const fleet: AgentAtTheEnd[] = [];
  for (let page = fleet; fleet.length % pageSize === 0; fleet.push(...page)) {
    const query = `q=owner:me&limit=${pageSize}&offset=${fleet.length}`;
    const response = await fetch(`${url}/api/v2/workspaces?${query}`, { headers: { "coder-session-token": token } });
    page = [...readFleetPage(await response.json())];
    if (page.length === 0) break;
  }
  return fleet;
}
