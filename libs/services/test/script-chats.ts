import type { WireWorkspace } from "@fleet-mcp/coder-client";
import type { HandWritten, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "./make-row.ts";
import { ok } from "./script-coder.ts";

interface ChatFacts {
  readonly status?: string;
  readonly title?: string;
  readonly summary?: string;
}

/** The chat of the agent `otter` as Coder sends it. */
export const makeChat = ({ status = "waiting", title = "Sing", summary }: ChatFacts = {}) => ({
  id: "chat-1",
  owner_id: "user-1",
  workspace_id: "workspace-1",
  title,
  status,
  last_turn_summary: summary ?? null,
  labels: { "fleet-mcp/agent": "otter" },
  archived: false,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:09Z",
});

/** Answers of a Coder 2.37 about the agent `otter` and its chat, one call per request, in the order they are asked for. */
export function scriptChats(cassettes: ReturnType<typeof useCassettes>) {
  return {
    /** To be called first: this Coder has chats. */
    offered() {
      cassettes.release("v2.37.0");
      answer("GET", "/api/v2/chats", ok([]));
    },
    /** By the agent's name; none before its conversation begins. */
    found: (...chats: readonly unknown[]) =>
      answer("GET", "/api/v2/chats?label=fleet-mcp%2Fagent%3Aotter&limit=100&offset=0", ok(chats)),
    seen: (...chats: readonly ReturnType<typeof makeChat>[]) =>
      chats.forEach((chat) => answer("GET", "/api/v2/chats/chat-1", ok(chat))),
    begun: (response: HandWritten = { status: 201, json: makeChat({ status: "running" }) }) =>
      answer("POST", "/api/v2/chats", response),
    sent: (response: HandWritten = ok({ queued: false })) => answer("POST", "/api/v2/chats/chat-1/messages", response),
    queue: (...texts: readonly string[]) =>
      answer(
        "GET",
        "/api/v2/chats/chat-1/messages?limit=50",
        ok({
          messages: [],
          queued_messages: texts.map((text, id) => ({ id, created_at: "", content: [{ type: "text", text }] })),
        }),
      ),
    takenBack: (message: number, response: HandWritten = { status: 204 }) =>
      answer("DELETE", `/api/v2/chats/chat-1/queue/${message}`, response),
    interrupted: () => answer("POST", "/api/v2/chats/chat-1/interrupt", ok(makeChat({ status: "interrupting" }))),
    models: (...ids: readonly string[]) =>
      answer(
        "GET",
        "/api/v2/chats/models",
        ok({ providers: [{ available: true, models: ids.map((id) => ({ id })) }] }),
      ),
  };

  function answer(method: string, path: string, response: HandWritten) {
    cassettes.answer(method, path, response);
  }
}

/** A workspace for a chat: its machine has no app of ours. */
export function makeMachineRow(facts: Parameters<typeof makeRow>[0] = {}): WireWorkspace {
  const { latest_build: build, ...row } = makeRow(facts);
  const resources = build.resources.map(({ agents }) => ({ agents: agents.map((agent) => ({ ...agent, apps: [] })) }));
  return { ...row, latest_app_status: null, latest_build: { ...build, resources } };
}
