import type { NewFleetEvent } from "@fleet-mcp/models";
import { createDice } from "../../soak/managers/dice.ts";
import { beginLife, endLife, night, task } from "./sample-life.ts";
import { makeSampleAgent } from "./sample-agent.ts";

/** Agents that live at the same time; when one is deleted, another takes its place. */
const fleetSize = 100;
const tasksOfALife = 40;
const firstMs = Date.parse("2026-01-05T08:00:00Z");

/**
 * The log of a fleet at work, the same every time and in the order of happening: agents are created, given tasks by us and by their
 * people, report, ask back, are stuck, stopped for the night and deleted, with the words and ids of a real one.
 */
export function sampleEvents(count: number): NewFleetEvent[] {
  const dice = createDice(2_026);
  const events: NewFleetEvent[] = [];
  const fleet = Array.from({ length: fleetSize }, (_, index) => makeSampleAgent(dice, index));
  let ms = firstMs;
  for (const agent of fleet) events.push(...beginLife(dice, agent, ms));
  while (events.length < count) {
    ms += dice.between(1_000, 60_000);
    const place = dice.between(0, fleetSize - 1);
    const agent = fleet[place] ?? makeSampleAgent(dice, place);
    if (agent.tasks < tasksOfALife) {
      agent.tasks += 1;
      events.push(...task(dice, agent, ms), ...(dice.chance(0.15) ? night(dice, agent, ms + 36_000_000) : []));
    } else {
      const next = makeSampleAgent(dice, events.length);
      fleet[place] = next;
      events.push(...endLife(dice, agent, ms), ...beginLife(dice, next, ms + 1_000));
    }
  }
  return events.slice(0, count).toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
}
