import { defineTool } from "@fleet-mcp/tools";
import type { ToolDefinition } from "@fleet-mcp/tools";
import { z } from "zod";

interface GateTool {
  readonly tool: ToolDefinition;
  /** How many calls have begun. */
  begun(): number;
  /** Lets all calls finish, those to come too. */
  open(): void;
}

/** A tool whose calls finish when they are let through. */
export function makeGateTool(name = "gate"): GateTool {
  let calls = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const tool = defineTool({
    name,
    title: "Gate",
    description: "Waits until it is let through.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: z.object({}),
    output: z.object({}),
    async handle() {
      calls += 1;
      await opened;
      return {};
    },
    text: () => "Through.",
  });
  return { tool, begun: () => calls, open };
}
