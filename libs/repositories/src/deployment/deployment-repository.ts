import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import type { CallOptions, Clock } from "@fleet-mcp/models";
import { RepositoryError, isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { ChatsLack, Offer, Offers, TokenFacts, TokenUser, WorkspaceAction } from "./deployment-record.ts";
import { rightsQuestions, toRights } from "./rights-questions.ts";
import { toTokenFacts } from "./to-token-facts.ts";

export interface DeploymentRepositoryParts {
  readonly coder: CoderClient;
  readonly clock: Clock;
  readonly owner: string;
}

/** An app that nobody has: Coder refuses it in one way when it serves apps by path and in another when it does not. */
const nobodysApp = { workspace: "no-such-agent", agent: "main", slug: "ai" };

/** The Coder itself and the token in use: what an operator wants to know before looking at any agent. */
export function createDeploymentRepository({ coder, clock, owner }: DeploymentRepositoryParts) {
  return { version, clockAheadMs, user, token, rights, offers, chatsLack, servesPathApps };

  /** As Coder writes it, such as `v2.31.9`; asked without a token. */
  async function version(options: CallOptions): Promise<string> {
    return (await coder.server.buildInfo(options).catch(raiseOwnWords)).version;
  }

  /** How far Coder's clock is ahead of ours, to about a second; undefined when its answer has no date. */
  async function clockAheadMs(options: CallOptions): Promise<number | undefined> {
    const askedAt = clock.now();
    const date = await coder.server.time(options).catch(raiseOwnWords);
    // A date is cut to the second, so the true time lies half a second later on average.
    return date === undefined ? undefined : date + 500 - (askedAt + clock.now()) / 2;
  }

  /** Throws `unauthenticated` for a token that is wrong or has expired. */
  async function user(options: CallOptions): Promise<TokenUser> {
    const { id, username, roles = [], organization_ids = [] } = await coder.users.me(options).catch(raiseOwnWords);
    return { id, name: username, roles: roles.map(({ name }) => name), organizationIds: organization_ids };
  }

  /** Undefined when Coder does not tell. */
  async function token(options: CallOptions): Promise<TokenFacts | undefined> {
    try {
      const key = await coder.users.ownKey(options);
      return key && toTokenFacts(key);
    } catch (error) {
      return untold(error);
    }
  }

  /** What the token may do with workspaces of the fleet's owner, in at least one organization. Undefined when Coder does not tell. */
  async function rights(asker: TokenUser, options: CallOptions): Promise<readonly WorkspaceAction[] | undefined> {
    const ownerId = owner === "me" ? asker.id : (await coder.users.get(owner, options).catch(raiseNoOwner(owner))).id;
    try {
      const questions = rightsQuestions({ ownerId, organizationIds: asker.organizationIds });
      return toRights(await coder.users.checkRights(questions, options));
    } catch (error) {
      return untold(error);
    }
  }

  /** Which ways of talking to agents this Coder has for this token. */
  async function offers(options: CallOptions): Promise<Offers> {
    const [tasks, stable, experimental] = await Promise.all([
      offer(coder.server.probeTasks(options)),
      offer(coder.server.probeChats("api", options)),
      offer(coder.server.probeChats("experimental", options)),
    ]);
    return { tasks, chats: stable === "no" ? experimental : stable };
  }

  /** What chats lack where Coder has them, as far as it tells; everybody may list them, also without the role to create any. */
  async function chatsLack(asker: TokenUser, options: CallOptions): Promise<ChatsLack | undefined> {
    if (!(await coder.chats.mount(options).catch(raiseOwnWords))) return undefined;
    const [models, mayChat] = await Promise.all([coder.chats.models(options), mayCreateChats(asker, options)]).catch(
      raiseOwnWords,
    );
    if (!mayChat) return "role";
    return models.length === 0 ? "model" : undefined;
  }

  /** In at least one organization. A Coder that does not know the question gets the benefit of the doubt. */
  async function mayCreateChats({ id, organizationIds }: TokenUser, options: CallOptions): Promise<boolean> {
    const object = { resource_type: "chat", owner_id: id };
    const questions = organizationIds.map((organization_id) => [
      organization_id,
      { action: "create", object: { ...object, organization_id } },
    ]);
    try {
      return Object.values(await coder.users.checkRights(Object.fromEntries(questions), options)).includes(true);
    } catch (error) {
      if (error instanceof CoderError && isRefusal(error)) return true;
      throw error;
    }
  }

  /** Whether apps are served by path, without which no coding CLI can be asked. Undefined when the answer does not tell. */
  async function servesPathApps(asker: TokenUser, options: CallOptions): Promise<boolean | undefined> {
    try {
      await coder.apps.status({ owner: asker.name, ...nobodysApp }, options);
      return true;
    } catch (error) {
      if (!(error instanceof CoderError)) throw error;
      if (error.reason === "path_apps_disabled") return false;
      return error.code === "offline" ? true : undefined;
    }
  }
}
export type DeploymentRepository = ReturnType<typeof createDeploymentRepository>;

/** Client messages are our own sentences, and about Coder itself they need no more than what Node calls the trouble. */
function raiseOwnWords(error: unknown): never {
  if (!(error instanceof CoderError)) throw error;
  const trouble = troubleOf(error.cause);
  const sentence = trouble ? `${error.sentence.replace(/[.]$/, "")} (${trouble}).` : error.sentence;
  throw new RepositoryError(error.code, sentence, { cause: error });
}

/** As in ECONNREFUSED or CERT_HAS_EXPIRED. */
function troubleOf(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return undefined;
  return typeof cause.code === "string" && /^[A-Z_0-9]+$/.test(cause.code) ? cause.code : undefined;
}

const raiseNoOwner =
  (owner: string) =>
  (error: unknown): never => {
    if (!isAbsent(error)) return raiseRepositoryError("fleet")(error);
    throw new RepositoryError("not_found", `Coder has no user "${owner}", or it is not yours to see.`, {
      cause: error,
    });
  };

/** For facts that a Coder may lack or keep to itself. */
function untold(error: unknown): undefined {
  if (isAbsent(error) || (error instanceof CoderError && error.code === "forbidden")) return undefined;
  return raiseOwnWords(error);
}

async function offer(probe: Promise<void>): Promise<Offer> {
  try {
    await probe;
    return "yes";
  } catch (error) {
    if (!(error instanceof CoderError)) throw error;
    if (error.code === "forbidden") return "forbidden";
    return isRefusal(error) ? "no" : "unknown";
  }
}

/** Coder without a feature answers that the route is unknown; some releases in other ways. */
const isRefusal = ({ status, code }: CoderError): boolean =>
  status !== undefined && status >= 400 && status < 500 && code !== "unauthenticated" && code !== "rate_limited";
