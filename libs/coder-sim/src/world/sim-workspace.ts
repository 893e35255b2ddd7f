import type { AgentApi } from "../agent-api/agent-api.ts";
import type { AppState } from "../agent-api/app-state.ts";
import type { SimPreset, SimTemplate, SimVersion } from "./sim-template.ts";
import type { SimUser } from "./sim-user.ts";

export interface SimAppStatus {
  readonly id: string;
  readonly createdMs: number;
  readonly agentId: string;
  readonly appId: string;
  readonly state: AppState;
  readonly message: string;
  readonly uri: string;
}

/** A workspace agent, mostly with one app, which runs AgentAPI. */
export interface SimAgent {
  readonly id: string;
  readonly resourceId: string;
  readonly appPort: number;
  readonly createdMs: number;
  readonly workspace: SimWorkspace;
  status: "connecting" | "connected" | "disconnected" | "timeout";
  lifecycle: "created" | "starting" | "ready";
  firstConnectedMs?: number;
  lastConnectedMs?: number;
  disconnectedMs?: number;
  readyMs?: number;
  readonly hasApp: boolean;
  appHealth: "initializing" | "healthy" | "unhealthy";
  /** Newest first. */
  statuses: SimAppStatus[];
  /** While the CLI runs. */
  api: AgentApi | undefined;
  readonly metadata: Map<string, string>;
  /** Whether a later start build has taken its place. */
  isReplaced: boolean;
}

export type Transition = "start" | "stop" | "delete";
export type JobStatus = "pending" | "running" | "succeeded" | "failed" | "canceling" | "canceled";

export interface SimBuildLog {
  readonly id: number;
  readonly createdMs: number;
  readonly source: "provisioner_daemon" | "provisioner";
  readonly level: "info" | "error";
  readonly stage: string;
  readonly output: string;
}

export interface SimBuild {
  readonly id: string;
  readonly jobId: string;
  readonly workspace: SimWorkspace;
  readonly number: number;
  readonly transition: Transition;
  readonly reason: string;
  readonly initiator: SimUser;
  readonly version: SimVersion;
  readonly preset: SimPreset | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly createdMs: number;
  readonly isOrphan: boolean;
  readonly resourceId: string;
  readonly logs: SimBuildLog[];
  job: JobStatus;
  startedMs?: number;
  completedMs?: number;
  canceledMs?: number;
  error?: string;
  /** Of a start build that succeeded. */
  agent: SimAgent | undefined;
  /** Calls off the next step. */
  callOff: () => void;
}

export interface SimWorkspace {
  readonly id: string;
  readonly name: string;
  readonly owner: SimUser;
  readonly template: SimTemplate;
  readonly createdMs: number;
  lastUsedMs: number;
  /** Of its one app, the same in every build. */
  readonly appId: string;
  /** Oldest first, never empty once the workspace is known. */
  readonly builds: SimBuild[];
  taskId: string | undefined;
  /** The first prompt, until a coding CLI has it. */
  firstPrompt: string | undefined;
  latestStatus: SimAppStatus | undefined;
  isDeleted: boolean;
  /** Told after every change. */
  readonly watchers: Set<() => void>;
  /** The serialised row of the list, and how long it holds; undefined after a change. */
  row: { readonly json: string; readonly untilMs: number } | undefined;
}

/** The build that decides what the workspace is. */
export function latestBuild(workspace: SimWorkspace): SimBuild {
  const build = workspace.builds.at(-1);
  if (build === undefined) throw new Error(`Workspace ${workspace.name} has no build.`);
  return build;
}

export const isActive = ({ job }: SimBuild): boolean => job === "pending" || job === "running" || job === "canceling";

const wordsOfSuccess = { start: "running", stop: "stopped", delete: "deleted" } as const;
const wordsOfProgress = { start: "starting", stop: "stopping", delete: "deleting" } as const;

/** Coder's one word for job and transition; `failed` does not tell which transition failed. */
export function buildStatus({ job, transition }: Pick<SimBuild, "job" | "transition">): string {
  if (job === "running") return wordsOfProgress[transition];
  return job === "succeeded" ? wordsOfSuccess[transition] : job;
}
