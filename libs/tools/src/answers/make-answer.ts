import type { Redact } from "@fleet-mcp/models";
import type { z } from "zod";
import type { ToolDefinition } from "../define-tool.ts";
import { redactNothing } from "../redact-nothing.ts";
import { cleanStrings } from "./clean-strings.ts";
import { cutStrings } from "./cut-strings.ts";
import { createQuote } from "./quote.ts";
import type { Quote } from "./quote.ts";

/** No answer is longer, its structured content as JSON and its text together; what does not fit is left out and said. */
export const maxAnswerLength = 24_000;

/** What an MCP result needs around the two. */
const overhead = 300;
const room = maxAnswerLength - overhead;
/** Free text is never cut shorter than this; entries are left out instead. */
const shortestText = 12;
/** Any other text, such as a name to be passed back, is cut only when it is longer than any honest one. */
const longestName = 100;

export interface Answer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

/** A result as it leaves the server: only fields of the tool's output, without invisible characters and secrets, short enough. */
export function makeAnswer(
  tool: Pick<ToolDefinition, "output" | "text" | "shorten">,
  result: unknown,
  redact: Redact = redactNothing,
  quote: Quote = createQuote(),
): Answer {
  const whole = tool.output.parse(cleanStrings(result, redact));
  const answerOf = (structured: z.output<z.ZodObject>): Answer => ({ structured, text: tool.text(structured, quote) });
  const complete = answerOf(whole);
  if (fits(complete)) return complete;

  const shortened = (length: number, entries: number): Answer => {
    const shorter = tool.shorten?.(whole, { length, entries }) ?? whole;
    return answerOf(tool.output.parse(cutStrings(shorter, Math.max(length, longestName))));
  };
  for (let entries = maxEntries; entries >= 1; entries = Math.floor(entries / 2)) {
    if (fits(shortened(shortestText, entries))) return longestFitting((length) => shortened(length, entries));
  }
  throw new Error(`An answer does not fit into ${maxAnswerLength} characters.`);
}

const maxEntries = 512;

/** Of the answers whose texts are cut at some length, the most complete one that fits; that of the shortest texts does. */
function longestFitting(cutAt: (length: number) => Answer): Answer {
  let [low, high] = [shortestText, room];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(cutAt(middle))) low = middle;
    else high = middle;
  }
  return cutAt(low);
}

const fits = ({ structured, text }: Answer): boolean =>
  JSON.stringify(structured).length + JSON.stringify(text).length <= room;
