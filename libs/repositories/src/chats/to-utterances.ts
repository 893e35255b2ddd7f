import type { WireChatMessage, WireChatPart } from "@fleet-mcp/coder-client";
import { cleanLine } from "@fleet-mcp/models";
import type { Utterance } from "../backends/backend.ts";
import { isGreeting } from "./greeting.ts";

const lineLength = 300;

/** What was said, as given in order; a call of a tool and its result are one line each. */
export function toUtterances(messages: readonly WireChatMessage[]): Utterance[] {
  return messages
    .filter((message) => !isGreeting(message))
    .map((message) => ({
      from: message.role === "user" ? ("user" as const) : ("agent" as const),
      time: message.created_at,
      text: textOf(message),
    }));
}

/** Text is told in pieces when it was interrupted; they belong together. */
export function textOf({ content }: Pick<WireChatMessage, "content">): string {
  const lines: string[] = [];
  let text = "";
  for (const part of content) {
    if (part.type === "text") {
      text += part.text;
      continue;
    }
    const line = lineOf(part);
    if (line === undefined) continue;
    lines.push(text, line);
    text = "";
  }
  return [...lines, text].filter((line) => line !== "").join("\n");
}

/** Parts of other types, as sources and files, say nothing by themselves. */
function lineOf({ type, tool_name: tool, args, result }: WireChatPart): string | undefined {
  if (type === "tool-call") return cleanLine(`calls ${tool} ${JSON.stringify(args ?? {})}`, lineLength);
  if (type === "tool-result") return cleanLine(`${tool} gave ${JSON.stringify(result ?? {})}`, lineLength);
  return undefined;
}
