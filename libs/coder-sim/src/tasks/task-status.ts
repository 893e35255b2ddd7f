import { buildStatus, latestBuild } from "../world/sim-workspace.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";

export type TaskStatus = "pending" | "initializing" | "active" | "paused" | "unknown" | "error";

/** The status that Coder derives from build, workspace agent and app, in this order. */
export function taskStatus(workspace: SimWorkspace): TaskStatus {
  const build = latestBuild(workspace);
  if (["failed", "canceling", "canceled"].includes(build.job)) return "error";
  if (build.transition !== "start") return build.job === "succeeded" ? "paused" : "unknown";
  const { agent } = build;
  if (build.job === "succeeded" && agent === undefined) return "unknown";
  if (agent?.lifecycle !== "ready") return "initializing";
  return ({ initializing: "initializing", unhealthy: "error", healthy: "active" } as const)[agent.appHealth];
}

export interface TaskState {
  readonly atMs: number;
  readonly state: string;
  readonly message: string;
  readonly uri: string;
}

/**
 * The newest app status of the workspace, unless a start build has come after it. While a task initializes Coder makes
 * up a `working` that is not the agent's.
 */
export function currentState(workspace: SimWorkspace, failureWord: string): TaskState | undefined {
  const build = latestBuild(workspace);
  const status = workspace.latestStatus;
  if (status !== undefined && (build.transition !== "start" || status.createdMs >= build.createdMs)) {
    const state = status.state === "failure" ? failureWord : status.state;
    return { atMs: status.createdMs, state, message: status.message, uri: status.uri };
  }
  if (taskStatus(workspace) !== "initializing") return undefined;
  return { atMs: build.createdMs, state: "working", message: initializingMessage(workspace), uri: "" };
}

function initializingMessage(workspace: SimWorkspace): string {
  const build = latestBuild(workspace);
  const { agent } = build;
  if (agent === undefined) return `Workspace is ${buildStatus(build)}`;
  if (agent.lifecycle === "ready") return "App is initializing";
  return agent.lifecycle === "starting" ? "Agent is starting" : "Agent is connecting";
}
