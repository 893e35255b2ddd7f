import type { Timeline } from "../clock/timeline.ts";
import type { Faults } from "../faults/faults.ts";
import type { Habits } from "../agent-api/read-script.ts";
import { createJournal } from "../journal.ts";
import type { Random } from "../random.ts";
import type { ReleaseTraits } from "../release.ts";
import type { Timings } from "../timings.ts";
import { createChats } from "./chats.ts";
import type { ChatSettings } from "./chats.ts";
import { createInbox } from "./inbox.ts";
import type { SimTask } from "./sim-task.ts";
import type { SimTemplate, SimVersion } from "./sim-template.ts";
import type { SimUser } from "./sim-user.ts";
import { buildStatus, latestBuild } from "./sim-workspace.ts";
import type { SimAgent, SimBuild, SimWorkspace } from "./sim-workspace.ts";

export interface WorldSettings {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Exchanged once the past has been played. */
  faults: Faults;
  readonly traits: ReleaseTraits;
  readonly timings: Timings;
  readonly habits: Habits;
  readonly chats: ChatSettings;
  readonly baseUrl: string;
  readonly users: readonly SimUser[];
}

/** The state of the deployment, and the indexes over it. */
export function createWorld(settings: WorldSettings) {
  const { timeline, random } = settings;
  const templates: SimTemplate[] = [];
  const versions = new Map<string, SimVersion>();
  const workspaces = new Map<string, SimWorkspace>();
  const byName = new Map<string, SimWorkspace>();
  const builds = new Map<string, SimBuild>();
  const agents = new Map<string, SimAgent>();
  const tasks = new Map<string, SimTask>();
  let listed: readonly SimWorkspace[] | undefined;
  let lastLogId = 127;
  const used = new Set<SimWorkspace>();
  timeline.after(usageFlushMs, flushUsage);

  return {
    ...settings,
    templates,
    versions,
    workspaces,
    builds,
    agents,
    tasks,
    chats: createChats(settings.chats),
    journal: createJournal(timeline.now),
    inbox: createInbox({ timeline, random }),
    organization: { id: random.uuid(), createdMs: timeline.now() },
    deploymentId: random.uuid(),
    workerId: random.uuid(),
    findUser: (idOrName: string): SimUser | undefined =>
      settings.users.find(({ id, username }) => id === idOrName || username === idOrName.toLowerCase()),
    nextLogId: () => (lastLogId += 1),
    /** An app of the workspace is used; its time of last use follows at the next flush. */
    use: (workspace: SimWorkspace) => void used.add(workspace),
    add,
    remove,
    changed,
    templateChanged,
    list,
    findByName: (owner: SimUser, name: string) => byName.get(nameKey(owner, name)),
  };

  function add(workspace: SimWorkspace): void {
    workspaces.set(workspace.id, workspace);
    byName.set(nameKey(workspace.owner, workspace.name), workspace);
    listed = undefined;
  }

  /** The name is free again; by its id the workspace stays known. */
  function remove(workspace: SimWorkspace): void {
    workspace.isDeleted = true;
    byName.delete(nameKey(workspace.owner, workspace.name));
    changed(workspace, "build");
  }

  /** To be called after every change of what a workspace's row holds. */
  function changed(workspace: SimWorkspace, what: "build" | "agent"): void {
    workspace.row = undefined;
    if (what === "build") listed = undefined;
    for (const watcher of workspace.watchers) watcher();
  }

  function templateChanged(template: SimTemplate): void {
    for (const workspace of workspaces.values()) if (workspace.template === template) workspace.row = undefined;
  }

  function flushUsage(): void {
    for (const workspace of used) {
      workspace.lastUsedMs = timeline.now();
      changed(workspace, "agent");
    }
    used.clear();
    timeline.after(usageFlushMs, flushUsage);
  }

  /** All that exist: running ones first, then by owner and name. */
  function list(): readonly SimWorkspace[] {
    listed ??= [...byName.values()]
      .map((workspace) => ({ workspace, key: orderKey(workspace) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ workspace }) => workspace);
    return listed;
  }
}
export type World = ReturnType<typeof createWorld>;

/** How often Coder writes down which workspaces were used. */
const usageFlushMs = 30_000;

const nameKey = ({ id }: SimUser, name: string) => `${id}/${name.toLowerCase()}`;

function orderKey(workspace: SimWorkspace): string {
  const isRunning = buildStatus(latestBuild(workspace)) === "running";
  return `${isRunning ? 0 : 1} ${workspace.owner.username} ${workspace.name.toLowerCase()}`;
}
