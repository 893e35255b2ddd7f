import { ServiceError } from "../service-error.ts";

export interface InputRequest {
  readonly input: string;
  readonly inputType: "text" | "key" | "answer";
}

/** What goes to the terminal, one write after the other. */
export interface Keys {
  readonly writes: readonly string[];
  readonly note?: string;
}

export const maxInputLength = 4_000;

const enter = "\r";
const keys: Readonly<Record<string, Keys>> = {
  enter: { writes: [enter] },
  escape: { writes: ["\u001b"] },
  tab: { writes: ["\t"] },
  up: { writes: ["\u001b[A"] },
  down: { writes: ["\u001b[B"] },
  ctrl_c: {
    writes: ["\u0003"],
    note: "ctrl_c can end the coding CLI itself: if the agent goes offline, restart_agent brings it back. cancel_agent_task interrupts safely.",
  },
};
const answers: Readonly<Record<string, string>> = { y: "y", yes: "y", n: "n", no: "n" };

/** The keys for an input. Throws `invalid_input` for what is no key or answer, for too long a text, and for hidden characters. */
export function toKeys({ input, inputType }: InputRequest): Keys {
  if (inputType === "text") return typed(input);
  const word = input.trim().toLowerCase();
  if (inputType === "key") return valueOf(keys, word) ?? refuse(`There is no key ${quoted(input)}.`, keyList);
  const answer = valueOf(answers, word) ?? refuse(`${quoted(input)} is no answer to yes or no.`, "Say y or n.");
  return { writes: [answer, enter] };
}

const keyList = `Keys: ${Object.keys(keys).join(", ")}. Words are sent with input_type text.`;

const valueOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Pasted where a newline or tab within it would otherwise be taken for a key. */
function typed(input: string): Keys {
  const text = input.replaceAll("\r\n", "\n").trim();
  if (text === "") refuse("The input is empty.", "Say what to type, or press enter with input_type key.");
  if (text.length > maxInputLength) {
    refuse(
      `The input has ${text.length} characters; at most ${maxInputLength} are typed.`,
      "Wait until the agent is idle and give it the rest with start_agent_task.",
    );
  }
  // A sequence that is hidden in text would be obeyed by the terminal.
  if (/(?![\n\t])\p{Cc}/u.test(text)) {
    refuse(
      "The input has control characters, which are not typed.",
      "Leave them out; escape, tab, up, down and ctrl_c are sent with input_type key.",
    );
  }
  return { writes: [/[\n\t]/.test(text) ? `\u001b[200~${text}\u001b[201~` : text, enter] };
}

const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));

function refuse(message: string, hint: string): never {
  throw new ServiceError("invalid_input", message, { hint });
}
