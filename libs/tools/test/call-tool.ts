import { z } from "zod";
import { connectTools } from "./connect-tools.ts";

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

/** Calls one tool as an MCP client does, over the real layers and the cassettes of the test. */
export async function callTool(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<ToolAnswer> {
  const { client, close } = await connectTools();
  try {
    const answer = Answer.parse(await client.callTool({ name, arguments: { ...input } }));
    return { isError: answer.isError, text: answer.content[0].text, structured: answer.structuredContent };
  } finally {
    await close();
  }
}
