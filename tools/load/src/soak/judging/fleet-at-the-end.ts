import { z } from "zod";

/** An agent as Coder itself lists it at the end, read without any code of the server. */
export interface AgentAtTheEnd {
  readonly workspaceId: string;
  readonly name: string;
  readonly transition: string;
  readonly job: string;
  /** Whether its machine is ready, so that its coding CLI was started. */
  readonly isReady: boolean;
}

const Page = z.object({
  workspaces: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      latest_build: z.object({
        transition: z.string(),
        job: z.object({ status: z.string() }),
        resources: z
          .array(z.object({ agents: z.array(z.object({ lifecycle_state: z.string() })).nullish() }))
          .nullish(),
      }),
    }),
  ),
});

/** The agents on one page of `GET /api/v2/workspaces`. */
export const readFleetPage = (page: unknown): readonly AgentAtTheEnd[] =>
  Page.parse(page).workspaces.map(({ id, name, latest_build: { transition, job, resources } }) => ({
    workspaceId: id,
    name,
    transition,
    job: job.status,
    isReady: resources?.some(({ agents }) => agents?.some((agent) => agent.lifecycle_state === "ready")) ?? false,
  }));

/** Whether a build is still under way; one that hangs is so for ever. */
export const isMoving = ({ job }: AgentAtTheEnd): boolean => ["pending", "running", "canceling"].includes(job);

export const isStopped = ({ transition, job }: AgentAtTheEnd): boolean => transition === "stop" && job === "succeeded";
