import { cleanText } from "@fleet-mcp/models";
import type { CallOptions, Clock, InputReceipt } from "@fleet-mcp/models";
import { RepositoryError } from "@fleet-mcp/repositories";
import type { Activity, AgentRecord, Delivery, Repositories } from "@fleet-mcp/repositories";
import { checkOnline, createReach, unproven } from "../agents/reach.ts";
import { createInputRecord } from "../events/input-record.ts";
import type { Journal } from "../events/journal.ts";
import { ServiceError, raiseServiceError } from "../service-error.ts";
import { toKeys } from "./to-keys.ts";
import type { InputRequest } from "./to-keys.ts";

export interface InputServiceParts {
  readonly repositories: Pick<Repositories, "agents" | "conversations">;
  readonly journal: Journal;
  readonly clock: Clock;
}

type Seen = InputReceipt["before"];

interface Reaction {
  readonly after: Seen;
  /** Why that was not seen for certain. */
  readonly doubt: string | undefined;
}

const screenLines = 20;
/** A terminal takes text and the key after it for one paste when they come too close together. */
const betweenKeysMs = 150;
/** The screen has a moment to react, and a few more when it shows nothing new. */
const reactionMs = 1_000;
const looks = 3;

/** Steering an agent by its keyboard, also while it works. */
export function createInputService({ repositories, journal, clock }: InputServiceParts) {
  const { conversations } = repositories;
  const reach = createReach(repositories);
  return { send };

  /**
   * Types into the agent's terminal, or says it in its chat, and tells what was seen before and after, which proves no more than that. Throws
   * `invalid_input`, `offline`, and `unsupported` for an agent that takes no keys. A lost answer is never repeated: `unknown`.
   */
  async function send(name: string, request: InputRequest, options: CallOptions): Promise<InputReceipt> {
    const { writes, note } = toKeys(request);
    const agent = await reach.find(name, options);
    checkOnline(agent);
    const activity = await reach.ask(agent, options);
    if (activity.evidence !== "asked") throw unproven(agent, activity);
    if (!activity.takesKeys) throw takesNoKeys(agent);
    const before = await see(agent, activity, options);
    const sentAt = new Date(clock.now()).toISOString();
    const act = conversations.hasTerminal(agent)
      ? () => writeAll(agent, writes, options)
      : say(agent, request, options);
    const delivered = await recorded(agent, act, await entryOf(agent, request), options);
    const { after, doubt } = await seeReaction(agent, before, options);
    const notes = [
      ...(note === undefined ? [] : [note]),
      ...(request.inputType === "text" && before.status === "idle" ? [asPrompt] : []),
      ...(delivered === "queued" ? [comesNext] : []),
      ...(doubt === undefined ? [] : [doubt]),
    ];
    const receipt = { agent_name: agent.summary.name, delivered, sent_at: sentAt, before, after };
    return notes.length === 0 ? receipt : { ...receipt, note: notes.join(" ") };
  }

  async function entryOf({ workspaceId }: AgentRecord, { input, inputType }: InputRequest) {
    const task = (await journal.ledgerOf(workspaceId))?.task;
    return { input_type: inputType, input, ...(task?.state === "working" ? { task_id: task.taskId } : {}) };
  }

  async function recorded(
    { workspaceId }: AgentRecord,
    act: () => Promise<Delivery>,
    entry: Awaited<ReturnType<typeof entryOf>>,
    options: CallOptions,
  ): Promise<Delivery> {
    const record = createInputRecord({ journal, workspaceId, entry, options });
    try {
      return await record.attempt(act);
    } finally {
      await record.settle();
    }
  }

  /** To a conversation without a terminal: text waits for its turn, escape cuts the turn short. Throws `unsupported` for other keys. */
  function say(agent: AgentRecord, { input, inputType }: InputRequest, options: CallOptions): () => Promise<Delivery> {
    const raise = (error: unknown) => reach.raiseUnlessGone(agent, error, options);
    if (inputType === "text") return () => conversations.send(agent, input.trim(), options, "queue").catch(raise);
    if (inputType === "answer" || input.trim().toLowerCase() !== "escape") throw takesWords(agent);
    return async () => {
      await conversations.interrupt(agent, options).catch(raise);
      return "yes";
    };
  }

  /** Only the first write can be refused: after it, something stands in the terminal. */
  async function writeAll(agent: AgentRecord, writes: readonly string[], options: CallOptions): Promise<Delivery> {
    const [first = "", ...rest] = writes;
    const raise = (error: unknown) => reach.raiseUnlessGone(agent, error, options);
    let delivered = await conversations.type(agent, first, options).catch(raise);
    for (const keys of rest) {
      await clock.sleep(betweenKeysMs, options.signal);
      const next = await conversations.type(agent, keys, options).catch(unlessOurs);
      if (next === "unknown") delivered = "unknown";
    }
    return delivered;
  }

  /** The input is on its way by now: that nothing can be seen is said, and is no failure of the call. */
  async function seeReaction(agent: AgentRecord, before: Seen, options: CallOptions): Promise<Reaction> {
    try {
      return await waitForReaction(agent, before, options);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const doubt = `What came of it could not be seen, its status is the one before: ${error.message}`;
      return { after: { status: before.status, screen: "" }, doubt };
    }
  }

  async function waitForReaction(agent: AgentRecord, before: Seen, options: CallOptions): Promise<Reaction> {
    for (let look = 1; ; look++) {
      await clock.sleep(reactionMs, options.signal);
      const now = await conversations.activity(agent, options).catch(raiseServiceError);
      const after = await see(agent, now, options);
      const isNew = after.status !== before.status || after.screen !== before.screen;
      if (isNew || look === looks) return { after, doubt: doubtOf(now) };
    }
  }

  async function see(agent: AgentRecord, activity: Activity, options: CallOptions): Promise<Seen> {
    if (activity.isOffline) return { status: "offline", screen: "" };
    const screen = await conversations.screen(agent, options).catch(raiseServiceError);
    return { status: activity.isBusy ? "busy" : "idle", screen: lastLines(screen) };
  }
}
export type InputService = ReturnType<typeof createInputService>;

const asPrompt = "It was idle, so it takes the text for a new prompt; start_agent_task gives it tasks that are kept.";

const doubtOf = ({ isOffline, problem }: Activity): string | undefined =>
  isOffline || problem === undefined ? undefined : `Its status afterwards is what was last reported: ${problem}.`;

const lastLines = (screen: string): string => cleanText(screen).split("\n").slice(-screenLines).join("\n");

function unlessOurs(error: unknown): "unknown" {
  if (error instanceof RepositoryError) return "unknown";
  throw error;
}

const comesNext =
  "It works, so the text is queued and comes next; escape (input_type key) stops what it works on, cancel_agent_task also takes the text back.";

const takesWords = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError(
    "unsupported",
    `Agent "${summary.name}" works in a chat without a terminal: it takes no such keys.`,
    {
      hint: "Say it in words with input_type text, or send escape with input_type key to stop what it works on.",
    },
  );

const takesNoKeys = ({ summary }: AgentRecord): ServiceError =>
  new ServiceError("unsupported", `Agent "${summary.name}" does not take keys: its coding CLI runs in no terminal.`, {
    hint: "Wait until it is idle and tell it with start_agent_task, or call restart_agent to stop it for sure.",
  });
