import { compareTimes } from "@fleet-mcp/models";
import { nameSome } from "../name-some.ts";
import { ServiceError } from "../service-error.ts";
import type { PresentAgent } from "./present-agents.ts";

/** Ids of the workspaces that a wait is about; `everybody` includes those who come later. */
export type Watched = ReadonlySet<string> | "everybody";

/**
 * The agents of these names, in any case; everybody without names. Of several that had a name, the one that is there, else the last.
 * Throws `not_found` for names that neither Coder nor the log knows.
 */
export function findWatched(names: readonly string[] | undefined, agents: readonly PresentAgent[]): Watched {
  if (!names || names.length === 0) return "everybody";
  const byName = latestByName(agents);
  const unknown = names.filter((name) => !byName.has(keyOf(name)));
  if (unknown.length > 0) throw neverHeardOf(unknown);
  return new Set(names.flatMap((name) => byName.get(keyOf(name))?.workspaceId ?? []));
}

/** Those of them that are watched; of everybody, not those who were gone before. */
export const keepWatched = (
  agents: readonly PresentAgent[],
  watched: Watched,
  goneBefore: ReadonlySet<string>,
): PresentAgent[] =>
  agents.filter(({ workspaceId }) =>
    watched === "everybody" ? !goneBefore.has(workspaceId) : watched.has(workspaceId),
  );

const keyOf = (name: string): string => name.trim().toLowerCase();

function latestByName(agents: readonly PresentAgent[]): ReadonlyMap<string, PresentAgent> {
  const gone = agents.filter(({ status }) => status === "deleted").toSorted((a, b) => compareTimes(a.since, b.since));
  const there = agents.filter(({ status }) => status !== "deleted");
  return new Map([...gone, ...there].map((agent) => [keyOf(agent.name), agent]));
}

function neverHeardOf(names: readonly string[]): ServiceError {
  const said = names.map((name) => JSON.stringify(name.slice(0, 60)));
  return new ServiceError("not_found", `Neither Coder nor the event log knows ${nameSome(said, 5)}.`, {
    hint: "Call list_agents to see the names.",
  });
}
