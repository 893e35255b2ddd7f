import type { ToolDefinition } from "./define-tool.ts";

/** All tools, in the order in which clients list them. Read-only leaves out every tool that changes something. */
export function createTools(
  _services: object,
  { readOnly }: { readonly readOnly: boolean },
): readonly ToolDefinition[] {
  const tools: readonly ToolDefinition[] = [];
  return readOnly ? tools.filter((tool) => tool.annotations.readOnlyHint) : tools;
}
