import type { WireAgent, WireApp, WireWorkspace } from "@fleet-mcp/coder-client";

export interface FoundApp {
  readonly agent: WireAgent;
  readonly app: WireApp;
}

export interface AppWish {
  /** The task's own app, when it is known. */
  readonly taskAppId?: string | undefined;
  /** The slug an operator configured. */
  readonly slug?: string | undefined;
}

/** Machine agents of a workspace; sub-agents (dev containers) are not ours. */
export const machineAgents = (workspace: WireWorkspace): WireAgent[] =>
  workspace.latest_build.resources.flatMap((resource) => resource.agents).filter((agent) => !agent.parent_id);

/**
 * The app that serves AgentAPI: the task's, else the configured slug, else the one that carries statuses, else the one whose
 * health check ends in `/status`. No name is built in.
 */
export function findAiApp(workspace: WireWorkspace, wish: AppWish = {}): FoundApp | undefined {
  const all = machineAgents(workspace).flatMap((agent) => agent.apps.map((app) => ({ agent, app })));
  return (
    all.find(({ app }) => app.id === wish.taskAppId) ??
    all.find(({ app }) => app.slug === wish.slug) ??
    all.find(({ app }) => app.statuses.length > 0) ??
    all.find(({ app }) => checksStatus(app))
  );
}

/** Whether only the task itself can say which app is its own. */
export function isAppDoubtful(workspace: WireWorkspace, slug: string | undefined): boolean {
  const apps = machineAgents(workspace).flatMap((agent) => agent.apps);
  if (apps.some((app) => app.slug === slug || app.statuses.length > 0)) return false;
  return apps.length > 0 && apps.filter(checksStatus).length !== 1;
}

const checksStatus = (app: WireApp): boolean => /\/status\/?$/.test(app.healthcheck?.url ?? "");
