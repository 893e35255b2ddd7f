import { z } from "zod";

/** What a new agent is told as soon as its machine is up: its task, if it has one yet, and the standing instructions of its role. */
export const FirstTask = z.object({ task: z.string().optional(), systemPrompt: z.string().optional() });
export type FirstTask = z.infer<typeof FirstTask>;

/** A sequence that a process had to leave: enough for another process to see where it stands and to finish it. */
export const UnfinishedWork = z.object({
  kind: z.enum(["restart", "delete", "first_task"]),
  agentName: z.string(),
  workspaceId: z.string(),
  /** Whose the agent was: a workspace that changed hands is left alone. */
  ownerId: z.string(),
  /** The latest build before the sequence began: a newer one is part of it, or somebody else's. */
  buildId: z.string(),
  /** What a new agent is owed; only of `first_task`. */
  firstTask: FirstTask.optional(),
});
export type UnfinishedWork = z.infer<typeof UnfinishedWork>;
