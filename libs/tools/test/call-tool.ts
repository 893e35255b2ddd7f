import type { Clock, NewFleetEvent } from "@fleet-mcp/models";
import { createFakeClock } from "@fleet-mcp/testing";
import { z } from "zod";
import { connectTools } from "./connect-tools.ts";
import { makeLayers } from "./make-services.ts";

const Answer = z.object({
  isError: z.boolean().default(false),
  content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })]),
  structuredContent: z.unknown().optional(),
});

interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: unknown;
}

interface Past {
  /** What the event log has already. */
  readonly history?: readonly NewFleetEvent[];
  readonly clock?: Clock;
}

/** Calls one tool as an MCP client does, over the real layers and the cassettes of the test. */
export async function callTool(
  name: string,
  input: Readonly<Record<string, unknown>> = {},
  { history = [], clock = createFakeClock() }: Past = {},
): Promise<ToolAnswer> {
  const { services, events } = makeLayers({ clock });
  if (history.length > 0) await events.append(history);
  const { client, close } = await connectTools({ services, clock });
  try {
    const answer = Answer.parse(await client.callTool({ name, arguments: { ...input } }));
    return { isError: answer.isError, text: answer.content[0].text, structured: answer.structuredContent };
  } finally {
    await close();
  }
}
