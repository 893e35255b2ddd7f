import { ErrorCode } from "@fleet-mcp/models";
import { z } from "zod";

export type ReadAnswer =
  | { readonly kind: "result"; readonly value: unknown }
  | { readonly kind: "refusal"; readonly code: ErrorCode; readonly text: string }
  /** Neither a result nor one of our error codes. */
  | { readonly kind: "odd"; readonly why: string };

const Answer = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ type: z.literal("text"), text: z.string() })).min(1),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});

/** Tells what the server answered: a refusal says its code twice, for models in its text and for programs in `_meta`. */
export function readAnswer(answer: unknown): ReadAnswer {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return odd("is no answer of a tool", answer);
  const { isError, content, structuredContent, _meta } = parsed.data;
  const text = content.map((part) => part.text).join("\n");
  if (!isError)
    return structuredContent ? { kind: "result", value: structuredContent } : odd("has no structured content", answer);
  const code = ErrorCode.safeParse(/^(\w+): ./.exec(text)?.[1]);
  if (!code.success) return odd("does not begin with an error code", answer);
  if (_meta?.["fleet-mcp/error-code"] !== code.data) return odd("says another code in _meta than in its text", answer);
  return { kind: "refusal", code: code.data, text };
}

const odd = (what: string, answer: unknown): ReadAnswer => ({
  kind: "odd",
  why: `${what}: ${(JSON.stringify(answer) ?? String(answer)).slice(0, 300)}`,
});
