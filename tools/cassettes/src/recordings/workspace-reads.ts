import type { Cassette, CassetteEntry } from "@fleet-mcp/testing";
import { z } from "zod";

const Owned = z.object({ id: z.string(), name: z.string(), owner_name: z.string() });
type Owned = z.infer<typeof Owned>;

const workspace = /^\/api\/v2\/(?:workspaces\/[^/]+|users\/[^/]+\/workspace\/[^/]+)$/;
const mine = /^\/api\/v2\/(?:users\/me\/workspaces?|tasks\/me)(?:\/|$)/;

export interface WorkspaceReads {
  /** The recording with every answered read of a workspace as a read by its id. */
  readonly recording: Cassette;
  /** `GET …/users/{owner}/workspace/{name}` → `GET …/workspaces/{id}`, for names that were read or could have been. */
  readonly byName: ReadonlyMap<string, string>;
}

/**
 * Coder answers a workspace by id and by name with the same object, so both are one resource with one history. Recording
 * clients mostly asked by id; a scenario may ask by name as well. Refusals differ by route and stay as they are.
 */
export function workspaceReads(recording: Cassette): WorkspaceReads {
  const { entries, ...log } = recording.log;
  const me = entries.filter((entry) => mine.test(pathOf(entry))).map(ownedBy).find(Boolean)?.owner_name;
  const read = entries.filter(isWorkspaceRead).flatMap((entry) => ownedBy(entry) ?? []);
  return {
    recording: { log: { ...log, entries: entries.map((entry) => (isWorkspaceRead(entry) ? byId(entry) : entry)) } },
    byName: new Map(read.flatMap((one) => names(one, me).map((name) => [name, `GET ${idPath(one)}`]))),
  };
}

const names = ({ owner_name, name }: Owned, me: string | undefined): string[] =>
  [owner_name, ...(owner_name === me ? ["me"] : [])].map((owner) => `GET /api/v2/users/${owner}/workspace/${name}`);

const idPath = ({ id }: Owned): string => `/api/v2/workspaces/${id}`;

const isWorkspaceRead = (entry: CassetteEntry): boolean =>
  entry.request.method === "GET" && workspace.test(pathOf(entry)) && ownedBy(entry) !== undefined;

function byId(entry: CassetteEntry): CassetteEntry {
  const owned = ownedBy(entry);
  if (owned === undefined) return entry;
  return { ...entry, request: { ...entry.request, url: `${new URL(entry.request.url).origin}${idPath(owned)}` } };
}

const pathOf = (entry: CassetteEntry): string => new URL(entry.request.url).pathname;

const ownedBy = (entry: CassetteEntry): Owned | undefined =>
  entry.response.status < 300 ? Owned.safeParse(entry.response.content._json).data : undefined;
