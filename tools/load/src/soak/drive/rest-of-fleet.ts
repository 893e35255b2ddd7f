import { setTimeout as sleep } from "node:timers/promises";
import { isMoving, readFleetPage } from "../judging/fleet-at-the-end.ts";
import type { AgentAtTheEnd } from "../judging/fleet-at-the-end.ts";
import type { CoderAddress } from "../../processes/coder-address.ts";

const pageSize = 100;
const lookMs = 250;
/** What has not moved for this long (times the time scale) hangs. */
const quietLooks = 8;
const mostLooks = 80;

/** The fleet once its builds have come to rest, as Coder lists it; hung builds are left as they are. */
export async function restOfFleet(coder: CoderAddress): Promise<readonly AgentAtTheEnd[]> {
  let [seen, quiet] = [await listFleet(coder), 0];
  for (let look = 0; look < mostLooks && quiet < quietLooks && seen.some(isMoving); look += 1) {
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
