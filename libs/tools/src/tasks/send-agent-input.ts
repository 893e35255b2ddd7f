import { AgentName, InputReceipt, InputType } from "@fleet-mcp/models";
import type { InputService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { inBrief } from "../listed-schemas.ts";

const Receipt = InputReceipt.extend({
  before: inBrief(InputReceipt.shape.before, "Status, and the last lines of the screen if they can be read."),
  after: inBrief(InputReceipt.shape.after, "The same."),
});

export const sendAgentInput = (agentInput: Pick<InputService, "send">) =>
  defineTool({
    name: "send_agent_input",
    title: "Send agent input",
    toolset: "tasks",
    description:
      "Steers a running agent, also while it works: types text and enters it (a chat queues it), presses a key, or answers its question; returns what was seen before and after. The key ctrl_c may end the agent itself: cancel_agent_task interrupts safely.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: z.object({
      agent_name: AgentName,
      input: z
        .string()
        .min(1)
        .describe("The text; or enter, escape, tab, up, down or ctrl_c as key; or y or n as answer."),
      input_type: InputType.exclude(["task"]).default("text").describe("What input is."),
    }),
    output: z.object({ receipt: Receipt.describe("What was seen, no more.") }),
    async handle({ agent_name, input, input_type }, options) {
      return { receipt: await agentInput.send(agent_name, { input, inputType: input_type }, options) };
    },
    shorten: ({ receipt: { before, after, ...rest } }, { length }) => ({
      receipt: { ...rest, before: keepEnd(before, length), after: keepEnd(after, length) },
    }),
    text: ({ receipt: { agent_name, delivered, sent_at, before, after, note } }, quote) =>
      [
        sentences[delivered](agent_name, sent_at),
        `status before: ${before.status}, after: ${after.status}`,
        ...(note === undefined ? [] : [note]),
        ...(before.screen ? ["screen before", quote(before.screen, agentsMachine)] : []),
        ...(after.screen ? ["screen after", quote(after.screen, agentsMachine)] : []),
      ].join("\n"),
  });

const sentences: Readonly<Record<InputReceipt["delivered"], (name: string, sentAt: string) => string>> = {
  yes: (name, sentAt) => `${name} has the input (${sentAt}).`,
  queued: (name, sentAt) => `${name} has the input in its queue (${sentAt}).`,
  unknown: (name) =>
    `The input was sent to ${name}, but the answer was lost: look at show_agent_log before sending it again.`,
};

const agentsMachine = "the agent or its machine";

/** A screen ends with what matters. */
const keepEnd = (seen: InputReceipt["before"], length: number): InputReceipt["before"] => ({
  ...seen,
  screen: seen.screen.slice(Math.max(0, seen.screen.length - length)),
});
