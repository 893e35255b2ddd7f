import { EventEmitter, once } from "node:events";
import { defineTool } from "@fleet-mcp/tools";
import type { ToolDefinition } from "@fleet-mcp/tools";
import { z } from "zod";

interface HoldTool {
  readonly tool: ToolDefinition;
  /** Resolves when a call has begun. */
  readonly begun: Promise<unknown>;
  /** Resolves when the call's signal is aborted. */
  readonly aborted: Promise<unknown>;
}

/** A tool whose call ends only when it is aborted. */
export function makeHoldTool(): HoldTool {
  const events = new EventEmitter();
  const tool = defineTool({
    name: "hold",
    title: "Hold",
    description: "Waits until it is aborted.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: z.object({}),
    output: z.object({}),
    async handle(_input, { signal }) {
      events.emit("begun");
      await once(signal, "abort");
      events.emit("aborted");
      throw signal.reason;
    },
    text: () => "Held.",
  });
  return { tool, begun: once(events, "begun"), aborted: once(events, "aborted") };
}
