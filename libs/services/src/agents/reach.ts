import { isOnline, isTransitional } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { Activity, AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError } from "../service-error.ts";

/** Getting through to an agent, and saying why when that fails. */
export function createReach({ agents, conversations }: Pick<Repositories, "agents" | "conversations">) {
  return { find, ask, raiseUnlessGone, deletedMeanwhile };

  /** Throws `not_found`. */
  async function find(name: string, options: CallOptions): Promise<AgentRecord> {
    return agents.findByName(name, options).catch(raiseServiceError);
  }

  /** What it is doing, by its CLI's own word if that can be had. Throws `offline`, or `not_found` when it is gone. */
  async function ask(agent: AgentRecord, options: CallOptions): Promise<Activity> {
    const activity = await conversations.activity(agent, options).catch(raiseServiceError);
    if (!activity.isOffline) return activity;
    await proveThere(agent, options);
    throw new ServiceError(
      "offline",
      `Agent "${agent.summary.name}" cannot be reached: ${activity.problem ?? "its coding CLI does not answer"}.`,
      {
        hint: "Try again in a few seconds; if it stays so, call restart_agent.",
      },
    );
  }

  /** An agent that cannot be reached may have been deleted since it was found: that is another next step. */
  async function raiseUnlessGone(agent: AgentRecord, error: unknown, options: CallOptions): Promise<never> {
    const isAway = error instanceof RepositoryError && (error.code === "offline" || error.code === "not_found");
    if (isAway) await proveThere(agent, options, error);
    return raiseServiceError(error);
  }

  async function proveThere(agent: AgentRecord, options: CallOptions, cause?: unknown): Promise<void> {
    if (!(await agents.refresh(agent, options).catch(raiseServiceError))) throw deletedMeanwhile(agent, cause);
  }
}
export type Reach = ReturnType<typeof createReach>;

/** Throws `offline` for an agent that is not online. */
export function checkOnline({ summary }: AgentRecord): void {
  if (isOnline(summary.status)) return;
  const reason = summary.status_reason ? ` (${summary.status_reason})` : "";
  const hint = isTransitional(summary.status)
    ? "Call wait_for_agents (until online)."
    : "Call restart_agent to bring it back, or delete_agent if it is not wanted any more.";
  throw new ServiceError("offline", `Agent "${summary.name}" is ${summary.status}${reason}, not online.`, { hint });
}

/** An agent of which nobody can say what it is doing right now. */
export const unproven = ({ summary }: AgentRecord, { problem }: Activity): ServiceError =>
  new ServiceError("offline", `Agent "${summary.name}" could not be asked whether it works: ${problem}.`, {
    hint: "Try again in a few seconds; if it stays so, call restart_agent.",
  });

const deletedMeanwhile = ({ summary }: AgentRecord, cause?: unknown): ServiceError =>
  new ServiceError("not_found", `Agent "${summary.name}" was deleted meanwhile.`, {
    hint: "Call list_agents to see what is there.",
    cause,
  });
