import type { SimUser } from "../world/sim-user.ts";
import { activeVersion } from "../world/sim-template.ts";
import { buildStatus, latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";

/** Keys that `q` of the workspaces may have. */
export const workspaceKeys: readonly string[] = [
  "id",
  "owner",
  "template",
  "name",
  "status",
  "has-agent",
  "dormant",
  "last_used_after",
  "last_used_before",
  "outdated",
  "has-ai-task",
  "has_external_agent",
  "organization",
  "shared",
  "healthy",
  "param",
];

type Filter = (workspace: SimWorkspace, value: string, caller: SimUser) => boolean;

/** Those that meet every term. Keys of features that the simulator has not hold for no workspace, or for all. */
export function filterWorkspaces(
  workspaces: readonly SimWorkspace[],
  terms: ReadonlyMap<string, string>,
  caller: SimUser,
): readonly SimWorkspace[] {
  const wanted = [...terms].map(([key, value]) => ({ filter: filters[key], value }));
  return workspaces.filter((workspace) =>
    wanted.every(({ filter, value }) => filter === undefined || filter(workspace, value, caller)),
  );
}

const is = (value: string, fact: boolean) => (value === "true") === fact;
const agentOf = (workspace: SimWorkspace) => latestBuild(workspace).agent;

const filters: Readonly<Record<string, Filter>> = {
  id: ({ id }, value) => value.split(",").includes(id),
  owner: ({ owner }, value, caller) => (value === "me" ? owner === caller : [owner.username, owner.id].includes(value)),
  template: ({ template }, value) => template.seed.name === value,
  name: ({ name, owner }, value) => {
    const [ownerName, part] = value.includes("/") ? value.split("/") : [owner.username, value];
    return owner.username === ownerName && name.toLowerCase().includes(part ?? "");
  },
  status: (workspace, value) => buildStatus(latestBuild(workspace)) === value,
  "has-agent": (workspace, value) => agentOf(workspace)?.status === value,
  dormant: (_, value) => is(value, false),
  last_used_after: ({ lastUsedMs }, value) => lastUsedMs > Date.parse(value),
  last_used_before: ({ lastUsedMs }, value) => lastUsedMs < Date.parse(value),
  outdated: (workspace, value) => is(value, latestBuild(workspace).version !== activeVersion(workspace.template)),
  "has-ai-task": ({ taskId }, value) => is(value, taskId !== undefined),
  has_external_agent: (_, value) => is(value, false),
  organization: (_, value) => value === "coder",
  shared: (_, value) => is(value, false),
  healthy: (workspace, value) => {
    const agent = agentOf(workspace);
    return (
      agent !== undefined &&
      (value === "true" ? agent.status === "connected" : ["disconnected", "timeout"].includes(agent.status))
    );
  },
  param: (workspace, value) => {
    const [, name = value, wanted] = /^([^=]*)=(.*)$/.exec(value) ?? [];
    const stored = latestBuild(workspace).parameters.get(name);
    return stored !== undefined && (wanted === undefined || stored.toLowerCase() === wanted);
  },
};
