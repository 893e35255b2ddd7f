import { z } from "zod";
import { parseJson } from "./answer.ts";

const CoderRefusal = z.object({
  message: z.string(),
  detail: z.string().optional(),
  validations: z.array(z.object({ field: z.string(), detail: z.string().optional() })).nullish(),
});

/** AgentAPI's refusals are problem details (RFC 9457). */
const AgentApiRefusal = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
});

/** A refusal in the words of Coder or AgentAPI. */
export interface Refusal {
  readonly message: string;
  readonly detail: string;
  readonly validations: readonly { readonly field: string; readonly detail: string }[];
}

/** Undefined when neither Coder nor AgentAPI wrote this. */
export function readRefusal(text: string): Refusal | undefined {
  const value = parseJson(text)?.value;
  const coder = CoderRefusal.safeParse(value).data;
  if (coder !== undefined) {
    const validations = (coder.validations ?? []).map(({ field, detail }) => ({ field, detail: detail ?? "" }));
    return { message: coder.message, detail: coder.detail ?? "", validations };
  }
  const agentApi = AgentApiRefusal.safeParse(value).data;
  if (agentApi === undefined) return undefined;
  const errors = (agentApi.errors ?? []).map(({ message }) => message);
  return { message: agentApi.title, detail: [agentApi.detail ?? "", ...errors].join(" ").trim(), validations: [] };
}
