import { z } from "zod";
import { refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";

export const Content = z.array(z.object({ type: z.string(), text: z.string().optional() })).optional();
export const Labels = z.record(z.string(), z.string());

export type ReadText = { readonly text: string } | { readonly refused: SimAnswer };

/** The words of a message; other parts than text are for people with files. */
export function readText(content: z.output<typeof Content>): ReadText {
  if (content === undefined || content.length === 0) {
    return { refused: refusal(400, "Content is required.", { detail: "Content cannot be empty." }) };
  }
  for (const [at, { type, text = "" }] of content.entries()) {
    if (type !== "text") return invalidPart(`content[${at}].type "${type}" is not supported.`);
    if (text.trim() === "") return invalidPart(`content[${at}].text cannot be empty.`);
  }
  return { text: content.map(({ text = "" }) => text).join("\n") };
}

const invalidPart = (detail: string): ReadText => ({ refused: refusal(400, "Invalid input part.", { detail }) });

const labelKey = /^[a-zA-Z0-9][a-zA-Z0-9._/-]*$/;

/** How Coder refuses labels with keys that it does not take. */
export function refusedLabels(labels: z.output<typeof Labels>): SimAnswer | undefined {
  const validations = Object.keys(labels)
    .filter((key) => !labelKey.test(key))
    .map((key) => ({
      field: "labels",
      detail: `label key "${key}" contains invalid characters; must match ${labelKey.source}`.replaceAll("\\/", "/"),
    }));
  return validations.length === 0 ? undefined : refusal(400, "Invalid labels.", { validations });
}
