import type { Client } from "@modelcontextprotocol/client";

export interface ToolAnswer {
  readonly text: string;
  readonly structured: unknown;
}

/** The answer of a call that has to succeed. */
export async function callTool(
  client: Client,
  name: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<ToolAnswer> {
  const answer = await client.callTool({ name, arguments: input });
  const text = answer.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  if (answer.isError) throw new Error(`${name} was refused: ${text}`);
  return { text, structured: answer.structuredContent };
}
