import { z } from "zod";

/** Every state an agent can be in. */
export const AgentStatus = z.enum([
  "pending",
  "starting",
  "idle",
  "busy",
  "stopping",
  "stopped",
  "failed",
  "canceling",
  "canceled",
  "deleting",
  "deleted",
  "offline",
]);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** Whether the agent can be spoken to. */
export const isOnline = (status: AgentStatus): boolean => status === "idle" || status === "busy";

/** Statuses that end by themselves: waiting makes sense. */
const transitional: Record<AgentStatus, boolean> = {
  pending: true,
  starting: true,
  idle: false,
  busy: false,
  stopping: true,
  stopped: false,
  failed: false,
  canceling: true,
  canceled: false,
  deleting: true,
  deleted: false,
  offline: false,
};

/** On its way from one status to another by itself: worth waiting for. */
export const isTransitional = (status: AgentStatus): boolean => transitional[status];
