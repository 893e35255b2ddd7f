import type { ScenarioContext } from "../define-scenario.ts";
import { fleetOf } from "./wiring.ts";

/** Asks everything that reading tools ask, of the small fleet that both recordings of it hold. */
export async function readFleet(context: ScenarioContext): Promise<void> {
  const fleet = fleetOf(context);
  const page = { page: 1, page_size: 20 };
  await fleet.agents.list({}, page, context);
  await fleet.agents.show("ant", context);
  await fleet.tasks.history("ant", page, context);
  await fleet.tasks.history("dab", page, context);
  await fleet.tasks.history("cod", page, context);
  await fleet.logs.show("ant", { source: "conversation" }, page, context);
  await fleet.logs.show("eel", { source: "conversation" }, page, context);
  await fleet.projects.list(context);
  await fleet.projects.roles("shop-backend", context);
}
