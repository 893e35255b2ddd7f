import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient } from "@fleet-mcp/coder-client";
import { cleanLine } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";

/** Keys with this prefix are about the agent; a template publishes them as agent metadata. */
const prefix = "fleet_mcp_";
const deadlineMs = 4_000;
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
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  try {
    const items = await coder.workspaceAgents.metadata(workspaceAgentId, { ...options, signal });
    const ours = items.filter((item) => item.key.startsWith(prefix) && item.error === "" && item.value.trim() !== "");
    return {
      metadata: Object.fromEntries(
        ours.map((item) => [item.key.slice(prefix.length), cleanLine(item.value, maxValueLength)]),
      ),
      notes: [],
    };
  } catch (error) {
    options.signal.throwIfAborted();
    if (deadline.aborted) return { metadata: {}, notes: ["Its metadata did not arrive within 4 s."] };
    if (error instanceof CoderError)
      return { metadata: {}, notes: [`Its metadata could not be read (${error.code}).`] };
    throw error;
  }
}
