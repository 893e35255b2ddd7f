import { isOnline } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { ChatsLack, Offers, Repositories, TokenFacts, TokenUser, WorkspaceAction } from "@fleet-mcp/repositories";
import { raiseServiceError } from "../service-error.ts";
import { releaseSupport } from "./release-support.ts";
import type { ReleaseSupport } from "./release-support.ts";

/** How long a check of readiness waits for Coder. */
const patienceMs = 4_000;

export interface Readiness {
  readonly ready: boolean;
  /** Why not, as a sentence without secrets. */
  readonly reason?: string;
}

/** One agent that should answer: `problem` says why it does not. */
export interface AgentReach {
  readonly agent: string;
  readonly problem?: string;
}

/** The state of the Coder behind the fleet, for readiness checks and for a diagnosis. */
export function createDeploymentService({
  repositories: { agents, conversations, deployment },
}: {
  readonly repositories: Pick<Repositories, "agents" | "conversations" | "deployment">;
}) {
  return { readiness, release, clockAheadMs, user, token, rights, offers, chatsLack, servesPathApps, reachAgent };

  /** Whether Coder answers and accepts the token, by one request of 4 s at most. Rejects only when the caller's signal is aborted. */
  async function readiness(options: CallOptions): Promise<Readiness> {
    const deadline = AbortSignal.timeout(patienceMs);
    try {
      await deployment.user({ ...options, signal: AbortSignal.any([options.signal, deadline]) });
      return { ready: true };
    } catch (error) {
      options.signal.throwIfAborted();
      if (deadline.aborted) return { ready: false, reason: `Coder did not answer within ${patienceMs / 1_000} s.` };
      if (error instanceof RepositoryError) return { ready: false, reason: error.message };
      throw error;
    }
  }

  /** Which release of Coder it is, and how well it is supported. */
  async function release(options: CallOptions): Promise<{ version: string; support: ReleaseSupport }> {
    const version = await deployment.version(options).catch(raiseServiceError);
    return { version, support: releaseSupport(version) };
  }

  /** How far Coder's clock is ahead of this machine's; undefined when its answer has no date. */
  function clockAheadMs(options: CallOptions): Promise<number | undefined> {
    return deployment.clockAheadMs(options).catch(raiseServiceError);
  }

  /** Whose token it is. Throws `unauthenticated` for one that is wrong or has expired. */
  function user(options: CallOptions): Promise<TokenUser> {
    return deployment.user(options).catch(raiseServiceError);
  }

  /** When the token expires and what it is limited to; undefined when Coder does not tell. */
  function token(options: CallOptions): Promise<TokenFacts | undefined> {
    return deployment.token(options).catch(raiseServiceError);
  }

  /** What that user's token may do with the fleet's workspaces; undefined when Coder does not tell. Throws `not_found` for an unknown owner. */
  function rights(asker: TokenUser, options: CallOptions): Promise<readonly WorkspaceAction[] | undefined> {
    return deployment.rights(asker, options).catch(raiseServiceError);
  }

  /** Which ways of talking to agents this Coder has for this token. */
  function offers(options: CallOptions): Promise<Offers> {
    return deployment.offers(options).catch(raiseServiceError);
  }

  /** What chats lack for this user where Coder has them; undefined when nothing, as far as it tells. */
  function chatsLack(asker: TokenUser, options: CallOptions): Promise<ChatsLack | undefined> {
    return deployment.chatsLack(asker, options).catch(raiseServiceError);
  }

  /** Whether apps are served by path, without which no coding CLI can be asked; undefined when Coder does not tell. */
  function servesPathApps(asker: TokenUser, options: CallOptions): Promise<boolean | undefined> {
    return deployment.servesPathApps(asker, options).catch(raiseServiceError);
  }

  /** Asks the coding CLI of the first agent that is online; undefined when none is. */
  async function reachAgent(options: CallOptions): Promise<AgentReach | undefined> {
    const fleet = await agents.list(options).catch(raiseServiceError);
    const first = fleet.find(({ summary }) => isOnline(summary.status));
    if (!first) return undefined;
    const { problem } = await conversations.activity(first, options).catch(raiseServiceError);
    return { agent: first.summary.name, ...(problem ? { problem } : {}) };
  }
}
export type DeploymentService = ReturnType<typeof createDeploymentService>;
