import type { ToolCall } from "./tour.ts";

/** A call on one line, its input as one would write it. */
export function callLine({ tool, input }: ToolCall): string {
  const fields = Object.entries(input).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return fields.length === 0 ? `${tool} {}` : `${tool} { ${fields.join(", ")} }`;
}
