import { z } from "zod";
import { defineTool } from "../src/define-tool.ts";
import type { ToolDefinition } from "../src/define-tool.ts";

const input = z.object({
  agent_name: z.string().min(1).describe("Name of the agent."),
  page: z.number().int().min(1).max(100).default(1).describe("Page, from 1."),
  status: z.enum(["idle", "busy"]).optional().describe("Only these."),
});
const output = z.object({
  agent_name: z.string().describe("Name of the agent."),
  page: z.number().int().describe("Page."),
});
type Made = ToolDefinition<typeof input, typeof output>;

/** A tool that answers with what it was asked; a test overrides what it is about. */
export function makeTool(overrides: Partial<Pick<Made, "name" | "handle" | "text">> = {}): Made {
  return defineTool({
    name: "show_page",
    title: "Show page",
    description: "Shows a page.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input,
    output,
    async handle({ agent_name, page }) {
      return { agent_name, page };
    },
    text: ({ agent_name, page }) => `Page ${page} of ${agent_name}.`,
    ...overrides,
  });
}
