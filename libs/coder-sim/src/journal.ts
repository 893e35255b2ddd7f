import type { AppState } from "./agent-api/app-state.ts";
import type { SimWorkspace } from "./world/sim-workspace.ts";

export type PromptWay = "create" | "send" | "message" | "chat" | "life";

/** One text that reached a coding CLI or the model of a chat. */
export interface PromptTruth {
  readonly text: string;
  readonly way: PromptWay;
  /** When it was delivered, once for each time. */
  readonly deliveredMs: readonly number[];
}

/** What really happened to one agent, whatever was answered. */
export interface AgentTruth {
  readonly workspaceId: string;
  readonly name: string;
  readonly owner: string;
  readonly backend: "tasks" | "agentapi" | "chats";
  readonly createdMs: number;
  readonly prompts: readonly PromptTruth[];
  readonly statuses: readonly { readonly atMs: number; readonly state: AppState; readonly message: string }[];
  readonly interrupts: readonly number[];
  /** Builds asked for, oldest first. */
  readonly builds: readonly { readonly atMs: number; readonly transition: string; readonly reason: string }[];
  readonly deletedMs: number | undefined;
}

type Writable<Truth> = {
  -readonly [Key in keyof Truth]: Truth[Key] extends readonly (infer Item)[] ? Item[] : Truth[Key];
};

/** Keeps what happened beyond what Coder remembers: deleted agents, forgotten statuses, lost answers. */
export function createJournal(now: () => number) {
  const agents = new Map<string, Writable<AgentTruth>>();
  let leakedTokens = 0;
  return {
    open(workspace: SimWorkspace, backend: AgentTruth["backend"]): void {
      agents.set(workspace.id, {
        workspaceId: workspace.id,
        name: workspace.name,
        owner: workspace.owner.username,
        backend,
        createdMs: now(),
        prompts: [],
        statuses: [],
        interrupts: [],
        builds: [],
        deletedMs: undefined,
      });
    },
    /** A chat is bound to the workspace. */
    chat(workspace: SimWorkspace): void {
      const agent = agents.get(workspace.id);
      if (agent !== undefined) agent.backend = "chats";
    },
    prompt(workspace: SimWorkspace, text: string, way: PromptWay): void {
      const prompts = agents.get(workspace.id)?.prompts ?? [];
      const at = prompts.findIndex((prompt) => prompt.text === text);
      const known = prompts[at];
      if (known === undefined) prompts.push({ text, way, deliveredMs: [now()] });
      else prompts[at] = { ...known, deliveredMs: [...known.deliveredMs, now()] };
    },
    /** Its own people are about to say this, whichever way it takes. */
    life(workspace: SimWorkspace, text: string): void {
      const prompts = agents.get(workspace.id)?.prompts ?? [];
      if (!prompts.some((prompt) => prompt.text === text)) prompts.push({ text, way: "life", deliveredMs: [] });
    },
    status(workspace: SimWorkspace, state: AppState, message: string): void {
      agents.get(workspace.id)?.statuses.push({ atMs: now(), state, message });
    },
    interrupt(workspace: SimWorkspace): void {
      agents.get(workspace.id)?.interrupts.push(now());
    },
    build(workspace: SimWorkspace, transition: string, reason: string): void {
      agents.get(workspace.id)?.builds.push({ atMs: now(), transition, reason });
    },
    deleted(workspace: SimWorkspace): void {
      const agent = agents.get(workspace.id);
      if (agent !== undefined) agent.deletedMs = now();
    },
    /** A session token in a header that the app proxy handed to a workspace. */
    leakedToken(): void {
      leakedTokens += 1;
    },
    agents: (): readonly AgentTruth[] => [...agents.values()],
    leakedTokens: () => leakedTokens,
  };
}
export type Journal = ReturnType<typeof createJournal>;
