import type { Clock } from "@fleet-mcp/models";
import { createTools } from "../src/create-tools.ts";
import type { ToolDefinition } from "../src/define-tool.ts";
import { makeServices } from "./make-services.ts";

interface Setup {
  readonly readOnly?: boolean;
  readonly clock?: Clock;
}

/** The real tools above the real layers, over whatever cassettes a test plays. */
export function makeTools({ readOnly = false, ...surroundings }: Setup = {}): readonly ToolDefinition[] {
  return createTools(makeServices(surroundings), { readOnly });
}
