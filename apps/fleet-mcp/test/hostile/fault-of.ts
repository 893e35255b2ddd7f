import { ErrorCode } from "@fleet-mcp/models";

/** A JSON-RPC answer, as far as it is judged here. */
export interface Answer {
  readonly id?: unknown;
  readonly result?: { readonly isError?: boolean; readonly content?: readonly { readonly text?: string }[] };
  readonly error?: { readonly code: number; readonly message: string };
}

/** Of JSON-RPC and MCP: malformed, no request, no such method or tool, wrong parameters, headers or revision. */
const protocolCodes = new Set([-32_700, -32_600, -32_601, -32_602, -32_020, -32_021, -32_022]);
const refusalCodes = ErrorCode.options.filter((code) => code !== "internal").join("|");
const refusal = new RegExp(`^(?:${refusalCodes}): `);

/** Why an answer is none of ours, or undefined: a result, a refusal by one of our codes, or an error of the protocol. */
export function faultOf(answer: Answer | undefined): string | undefined {
  if (answer?.result?.isError) {
    const text = answer.result.content?.[0]?.text ?? "";
    return refusal.test(text) ? undefined : `refused with: ${text.slice(0, 200)}`;
  }
  if (answer?.result !== undefined) return undefined;
  if (answer?.error !== undefined) {
    return protocolCodes.has(answer.error.code) ? undefined : `failed with: ${JSON.stringify(answer.error)}`;
  }
  return `neither result nor error: ${JSON.stringify(answer)?.slice(0, 200)}`;
}

/** The code of a refusal, if it is one. */
export const codeOf = (answer: Answer | undefined): string | undefined =>
  answer?.result?.isError ? /^\w+/.exec(answer.result.content?.[0]?.text ?? "")?.[0] : undefined;
