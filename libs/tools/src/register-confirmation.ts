import type { Clock, Redact } from "@fleet-mcp/models";
import type { ConfirmOptions } from "@fleet-mcp/services";
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
} from "@modelcontextprotocol/server";
import type { InputRequiredResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import { z } from "zod";

interface Asking {
  /** What is asked about: tool, agent and caller. An answer counts for nothing else. */
  readonly subject: string;
  readonly clock: Clock;
  /** Takes out what no question may hold. */
  readonly redact: Redact;
  readonly context: ServerContext;
}

/**
 * How a call asks its user; nothing for a client that cannot be asked. A first call ends with the question, thrown as `NeedsAnswer`
 * before anything was changed; the client repeats it with the answer. Clients of 2025 are asked by the SDK, which repeats the call.
 */
export function createConfirmation(
  server: McpServer,
  context: ServerContext,
  asking: Omit<Asking, "context">,
): Pick<ConfirmOptions, "confirm"> {
  if (!canBeAsked(server, context)) return {};
  const { mcpReq } = context;
  return {
    async confirm(question) {
      const response = inputResponse(mcpReq.inputResponses, key);
      if (response.kind !== "elicit" || !(await redeem(mcpReq.requestState(), { ...asking, context }))) {
        throw await ask(question, { ...asking, context });
      }
      return response.action === "accept" && response.content?.[key] === true;
    },
  };
}

/** Ends a call that has to be repeated with its user's answer. */
class NeedsAnswer extends Error {
  readonly inputRequired: InputRequiredResult;

  constructor(result: InputRequiredResult) {
    super("The user has to be asked first.");
    this.inputRequired = result;
  }
}

export const needsAnswer = (error: unknown): error is NeedsAnswer => error instanceof NeedsAnswer;

const key = "confirm";
const validMs = 5 * 60_000;
const requestedSchema = {
  type: "object" as const,
  properties: { [key]: { type: "boolean" as const, title: "Yes, cut it off and delete it" } },
  required: [key],
};

/** An empty declaration means forms (specification 2025-11-25, elicitation capabilities). */
function canBeAsked(server: McpServer, { mcpReq }: ServerContext): boolean {
  const { success, data } = Envelope.safeParse(mcpReq.envelope);
  const declared = success ? data[CLIENT_CAPABILITIES_META_KEY] : server.server.getClientCapabilities();
  const elicitation = declared?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

const Mode = z.object({}).optional();
/** What a client of 2026 declares with each request. */
const Envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({ elicitation: z.object({ form: Mode, url: Mode }).optional() }),
});

const State = z.object({ nonce: z.string(), subject: z.string(), until: z.number() });
type State = z.infer<typeof State>;

/** Of this process: a question outlives neither it nor its five minutes. */
const codec = createRequestStateCodec<State>({ key: crypto.getRandomValues(new Uint8Array(32)) });
/** Questions that have been answered, until they expire: each answer counts once. */
const answered = new Map<string, number>();

async function ask(question: string, { subject, clock, redact }: Asking): Promise<NeedsAnswer> {
  const requestState = await codec.mint({ nonce: crypto.randomUUID(), subject, until: clock.now() + validMs });
  const inputRequests = { [key]: inputRequired.elicit({ message: redact(question), requestedSchema }) };
  return new NeedsAnswer(inputRequired({ inputRequests, requestState }));
}

/** Whether the state is one of ours, about this subject, in time, and not used before. */
async function redeem(state: unknown, { subject, clock, context }: Asking): Promise<boolean> {
  const given = typeof state === "string" ? await open(state, context) : undefined;
  const now = clock.now();
  if (given?.subject !== subject || given.until < now || answered.has(given.nonce)) return false;
  for (const [nonce, until] of answered) if (until < now) answered.delete(nonce);
  answered.set(given.nonce, given.until);
  return true;
}

async function open(state: string, context: ServerContext): Promise<State | undefined> {
  try {
    return State.parse(await codec.verify(state, context));
  } catch {
    return undefined;
  }
}
