/** Every tool a manager uses. */
export const toolNames = [
  "list_agents",
  "show_agent",
  "create_agent",
  "start_agent_task",
  "cancel_agent_task",
  "restart_agent",
  "delete_agent",
  "show_agent_task_history",
  "show_agent_log",
] as const;
export type ToolName = (typeof toolNames)[number];

/** What a manager is about to ask. */
export interface ToolCall {
  readonly tool: ToolName;
  readonly input: Readonly<Record<string, string | number>>;
  /** It hangs up after this long, whether or not there is an answer. */
  readonly hangsUpAfterMs?: number;
}
