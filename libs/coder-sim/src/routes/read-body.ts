import type { z } from "zod";
import { refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";

export type Read<Body> = { readonly body: Body } | { readonly refused: SimAnswer };

/** The body as the route needs it, or how Coder refuses it. */
export function readBody<Schema extends z.ZodType>(schema: Schema, { body }: SimRequest): Read<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return { refused: refusal(400, "Request body must be valid JSON.", { detail: String(error) }) };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  const validations = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), detail: message }));
  return { refused: refusal(400, "Validation failed.", { validations }) };
}
