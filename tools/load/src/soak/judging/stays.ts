/** For so long an agent had one status, as the simulator itself knows. Milliseconds since the epoch, of the real clock. */
export interface Stay {
  readonly workspaceId: string;
  readonly name: string;
  readonly status: string;
  readonly fromMs: number;
  /** When it was last seen to be so. */
  readonly toMs: number;
}

export interface SampledAgent {
  readonly workspaceId: string;
  readonly name: string;
  readonly workspaceStatus: string;
  readonly taskStatus: string | undefined;
  readonly isDeleted: boolean;
  readonly statuses: readonly { readonly atMs: number; readonly state: string }[];
  readonly builds: readonly { readonly atMs: number }[];
}

/** Collects how long each agent stays in a status, from samples of the truth. */
export function createStays() {
  const open = new Map<string, { readonly spell: string; readonly stay: Stay }>();
  const over: Stay[] = [];
  return {
    add(atMs: number, agents: readonly SampledAgent[]): void {
      for (const agent of agents) follow(atMs, agent);
    },
    all: (): readonly Stay[] => [...over, ...[...open.values()].map(({ stay }) => stay)],
  };

  function follow(atMs: number, agent: SampledAgent): void {
    const { workspaceId, name } = agent;
    const status = statusOf(agent);
    const spell = spellOf(agent, status);
    const last = open.get(workspaceId);
    if (last?.spell === spell) {
      open.set(workspaceId, { spell, stay: { ...last.stay, toMs: atMs } });
      return;
    }
    if (last) over.push(last.stay);
    open.delete(workspaceId);
    if (status !== undefined)
      open.set(workspaceId, { spell, stay: { workspaceId, name, status, fromMs: atMs, toMs: atMs } });
  }
}

/** Between two samples a build may have begun and failed, or a task begun and ended: the same status is then another spell of it. */
function spellOf({ builds, statuses }: SampledAgent, status: string | undefined): string {
  const isWorking = statuses.map(({ state }) => state === "working");
  const timesAtWork = isWorking.filter((works, index) => works && !isWorking[index - 1]).length;
  return [status, builds.length, timesAtWork].join();
}

/** Our word for what the simulator knows; undefined where its knowledge does not decide. */
export function statusOf(agent: SampledAgent): string | undefined {
  const { workspaceStatus, taskStatus, isDeleted, statuses, builds } = agent;
  if (isDeleted) return "deleted";
  if (workspaceStatus !== "running") return workspaceStatus;
  if (taskStatus !== "active") return undefined;
  const last = statuses.at(-1);
  const isOfThisBuild = last !== undefined && last.atMs >= (builds.at(-1)?.atMs ?? 0);
  return isOfThisBuild && last.state === "working" ? "busy" : "idle";
}
