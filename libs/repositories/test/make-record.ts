import type { AgentRecord } from "@fleet-mcp/repositories";
import { toAgentRecord } from "../src/agents/to-agent-record.ts";
import { makeWorkspace } from "./make-workspace.ts";

/** The agent of a row, as a lookup gives it. */
export const makeRecord = (over: Parameters<typeof makeWorkspace>[0] = {}): AgentRecord =>
  toAgentRecord(makeWorkspace(over), {}, undefined);
