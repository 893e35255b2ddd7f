import { z } from "zod";

/** A sequence that a process had to leave: enough for another process to see where it stands and to finish it. */
export const UnfinishedWork = z.object({
  kind: z.enum(["restart", "delete"]),
  agentName: z.string(),
  workspaceId: z.string(),
  /** Whose the agent was: a workspace that changed hands is left alone. */
  ownerId: z.string(),
  /** The latest build before the sequence began: a newer one is part of it, or somebody else's. */
  buildId: z.string(),
});
export type UnfinishedWork = z.infer<typeof UnfinishedWork>;
