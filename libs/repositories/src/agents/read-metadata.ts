import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import { cleanLine } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import { askMachine, machinePatienceSeconds } from "../ask-machine.ts";

/** Keys with this prefix are about the agent; a template publishes them as agent metadata. */
const prefix = "fleet_mcp_";
const maxValueLength = 500;

export interface ReadMetadata {
  readonly metadata: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** What the agent's machine publishes about it, prefix stripped; a note instead of a failure when it cannot be read. */
export async function readMetadata(
  coder: CoderClient,
  workspaceAgentId: string,
  options: CallOptions,
): Promise<ReadMetadata> {
  try {
    const asked = await askMachine(options, (own) => coder.workspaceAgents.metadata(workspaceAgentId, own));
    if (!asked) return { metadata: {}, notes: [`Its metadata did not arrive within ${machinePatienceSeconds} s.`] };
    const ours = asked.answer.filter(
      (item) => item.key.startsWith(prefix) && item.error === "" && item.value.trim() !== "",
    );
    return {
      metadata: Object.fromEntries(
        ours.map((item) => [item.key.slice(prefix.length), cleanLine(item.value, maxValueLength)]),
      ),
      notes: [],
    };
  } catch (error) {
    if (error instanceof CoderError)
      return { metadata: {}, notes: [`Its metadata could not be read (${error.code}).`] };
    throw error;
  }
}
