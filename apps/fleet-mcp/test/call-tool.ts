/** The part that the clients of both protocol eras share. */
export interface ToolCaller {
  callTool(request: { name: string; arguments?: Record<string, unknown> }): Promise<unknown>;
}

export interface ToolAnswer {
  readonly isError?: boolean;
  readonly structuredContent?: unknown;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

/** The structured result of a call that has to succeed. */
export async function callTool(
  client: ToolCaller,
  name: string,
  input: Record<string, unknown> = {},
): Promise<unknown> {
  const answer = (await client.callTool({ name, arguments: input })) as ToolAnswer;
  if (answer.isError) throw new Error(`${name} was refused: ${answer.content[0]?.text}`);
  return answer.structuredContent;
}

/** The text of a call that has to be refused. */
export async function refusal(client: ToolCaller, name: string, input: Record<string, unknown>): Promise<string> {
  const answer = (await client.callTool({ name, arguments: input })) as ToolAnswer;
  if (!answer.isError) throw new Error(`${name} was not refused`);
  return answer.content.map(({ text }) => text).join("\n");
}
