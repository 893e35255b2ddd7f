import type { WireWorkspace } from "@fleet-mcp/coder-client";
import type { HandWritten, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "./make-row.ts";
import { ok } from "./script-coder.ts";

type RowFacts = Parameters<typeof makeRow>[0];

/** A row of the fleet's list; its workspace is called `<name>-1`. */
export const makeFleetRow = (name: string, facts: RowFacts = {}): WireWorkspace => ({
  ...makeRow({ ...facts, name }),
  id: `${name}-1`,
});

/** One answer to the list of the fleet; one more for each call. */
export function scriptFleet(cassettes: ReturnType<typeof useCassettes>) {
  return {
    lists: (...workspaces: readonly WireWorkspace[]) => answer(ok({ workspaces, count: workspaces.length })),
    answer,
  };

  function answer(answered: HandWritten): void {
    cassettes.answer("GET", "/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0", answered);
  }
}
