import { defineTool } from "@fleet-mcp/tools";
import type { ToolDefinition } from "@fleet-mcp/tools";
import { z } from "zod";

/** A tool that asks its user and answers with what was said. */
export function makeAskingTool(): ToolDefinition {
  return defineTool({
    name: "ask",
    title: "Ask",
    description: "Asks the user.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: z.object({}),
    output: z.object({ said: z.enum(["yes", "no", "nothing"]) }),
    async handle(_input, { confirm }) {
      if (!confirm) return { said: "nothing" as const };
      return { said: (await confirm("Sure?")) ? ("yes" as const) : ("no" as const) };
    },
    text: ({ said }) => `The user said ${said}.`,
  });
}
