import type { TextFile } from "@fleet-mcp/coder-client";
import type { BackendName, CallOptions, ErrorCode, GivenPrompt } from "@fleet-mcp/models";
import type { Activity, Backend, Delivery, Utterance } from "../backends/backend.ts";
import { askMachine } from "../ask-machine.ts";
import { RepositoryError } from "../repository-error.ts";
import type { AgentRecord } from "./agent-record.ts";

/** Talking with one agent, through whichever backend is its own. */
export function createConversationRepository({
  backends,
}: {
  readonly backends: Readonly<Record<BackendName, Backend>>;
}) {
  const of = (agent: AgentRecord): Backend => backends[agent.backend];
  return {
    /** Asks the coding CLI itself what it is doing. */
    activity: (agent: AgentRecord, options: CallOptions): Promise<Activity> => of(agent).activity(agent, options),
    /** Throws `busy` when the agent was not ready: then nothing was delivered. */
    send: (agent: AgentRecord, text: string, options: CallOptions): Promise<Delivery> =>
      of(agent).send(agent, text, options),
    /** Tells the coding CLI to stop what it is doing; it comes to rest later, or not at all. */
    interrupt: (agent: AgentRecord, options: CallOptions): Promise<void> => of(agent).interrupt(agent, options),
    /** Types keys into its terminal as they are, also while it works. Only for an agent that takes keys. */
    type: (agent: AgentRecord, keys: string, options: CallOptions): Promise<Delivery> =>
      of(agent).type(agent, keys, options),
    /** Puts a text file on its machine and returns the path. Throws `unsupported` where that cannot be done. */
    upload: (agent: AgentRecord, file: TextFile, options: CallOptions): Promise<string> =>
      of(agent).upload(agent, file, options),
    /** Everything that is kept of the conversation, oldest first. Throws `offline` where it can only be read from a running machine. */
    read: (agent: AgentRecord, options: CallOptions): Promise<Utterance[]> => of(agent).conversation(agent, options),
    prompts,
    screen,
  };

  /** What the agent said last, which is its screen for a CLI in a terminal; empty when it cannot be read within 4 s. */
  async function screen(agent: AgentRecord, options: CallOptions): Promise<string> {
    const said = await readIfThere(agent, options);
    return said.findLast(({ from }) => from === "agent")?.text ?? "";
  }

  /** Prompts known to have been given, oldest first. A conversation that cannot be read now leaves out what only it knows. */
  async function prompts(agent: AgentRecord, options: CallOptions): Promise<GivenPrompt[]> {
    const [first, said] = await Promise.all([of(agent).firstPrompt(agent, options), readIfThere(agent, options)]);
    const given = said.filter(({ from }) => from === "user").map(({ text, time }) => ({ text, at: time }));
    if (!first) return given;
    // Some CLIs get their first task on the command line, others as the first message of the conversation.
    const isRepeated = given[0]?.text.trim() === first.text.trim();
    return [first, ...(isRepeated ? given.slice(1) : given)];
  }

  async function readIfThere(agent: AgentRecord, options: CallOptions): Promise<Utterance[]> {
    try {
      const asked = await askMachine(options, (own) => of(agent).conversation(agent, own));
      return asked?.answer ?? [];
    } catch (error) {
      if (error instanceof RepositoryError && unreadable.includes(error.code)) return [];
      throw error;
    }
  }
}
/** The conversation is out of reach, or this Coder gives nobody access to it. */
const unreadable: readonly ErrorCode[] = ["offline", "not_found", "unsupported", "forbidden", "unavailable"];

export type ConversationRepository = ReturnType<typeof createConversationRepository>;
