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
  const open = new Map<string, Stay & { readonly builds: number }>();
  const over: Stay[] = [];
  return {
    add(atMs: number, agents: readonly SampledAgent[]): void {
      for (const agent of agents) follow(atMs, agent);
    },
    all: (): readonly Stay[] => [...over, ...[...open.values()].map(toStay)],
  };

  function follow(atMs: number, agent: SampledAgent): void {
    const { workspaceId, name } = agent;
    const status = statusOf(agent);
    const stay = open.get(workspaceId);
    const builds = agent.builds.length;
    // A build between two samples may have begun and failed: the same status is then another stay.
    if (stay && stay.status === status && stay.builds === builds) open.set(workspaceId, { ...stay, toMs: atMs });
    else {
      if (stay) over.push(toStay(stay));
      open.delete(workspaceId);
      if (status !== undefined) open.set(workspaceId, { workspaceId, name, status, fromMs: atMs, toMs: atMs, builds });
    }
  }
}

const toStay = ({ workspaceId, name, status, fromMs, toMs }: Stay): Stay => ({
  workspaceId,
  name,
  status,
  fromMs,
  toMs,
});

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
