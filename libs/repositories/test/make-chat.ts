import type { WireChat, WireChatMessage } from "@fleet-mcp/coder-client";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { toAgentChat } from "../src/chats/agent-chat.ts";
import type { AgentChat } from "../src/chats/agent-chat.ts";
import { toAgentRecord } from "../src/agents/to-agent-record.ts";
import { makeWorkspace } from "./make-workspace.ts";

/** A chat as Coder sends it; without overrides that of the agent `ant`, at rest. */
export const makeWireChat = (over: Partial<WireChat> = {}): WireChat => ({
  id: "chat-1",
  owner_id: "riley-id",
  workspace_id: "workspace-1",
  title: "Fix the login bug",
  status: "waiting",
  last_turn_summary: "Fixed it",
  labels: { "fleet-mcp/agent": "ant" },
  archived: false,
  created_at: "2026-01-01T00:00:05Z",
  updated_at: "2026-01-01T00:00:09Z",
  ...over,
});

/** The same as the repositories keep it. */
export function makeChat(over: Partial<WireChat> = {}): AgentChat {
  const chat = toAgentChat(makeWireChat(over));
  if (!chat) throw new TypeError("it is no agent's");
  return chat;
}

/** The agent `ant` on the chats backend, as a lookup gives it. */
export const makeChatRecord = (
  over: Partial<WireChat> = {},
  workspace: Parameters<typeof makeWorkspace>[0] = {},
): AgentRecord => toAgentRecord(makeWorkspace(workspace), {}, undefined, makeChat(over));

/** The same before its conversation has begun. */
export const makeAwaitingRecord = (workspace: Parameters<typeof makeWorkspace>[0] = {}): AgentRecord =>
  toAgentRecord(makeWorkspace(workspace), {}, undefined, "awaited");

const part = { tool_name: "" };

/** A message of a chat, `second` seconds after the machine was up. */
export const makeMessage = (
  id: number,
  role: "user" | "assistant" | "tool",
  said: string | readonly WireChatMessage["content"][number][],
  over: Partial<WireChatMessage> = {},
): WireChatMessage => ({
  id,
  role,
  created_at: new Date(Date.parse("2026-01-01T00:00:10Z") + id * 1_000).toISOString(),
  content: typeof said === "string" ? [{ ...part, type: "text", text: said }] : [...said],
  ...(role === "assistant" ? { usage: { total_tokens: 113, context_limit: 100_000 } } : {}),
  ...over,
});
