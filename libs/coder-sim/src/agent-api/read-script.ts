import type { Random } from "../random.ts";

/** What the coding CLI does with one prompt. */
export interface Script {
  /** The prompt without its directives, in one line. */
  readonly title: string;
  readonly seconds: number;
  readonly ending: "complete" | "failure" | "question" | "never";
  readonly pullRequest: string | undefined;
}

/** What becomes of prompts that do not say it themselves. */
export interface Habits {
  readonly seconds: readonly [number, number];
  /** Share of prompts that end with a question, a failure, or not at all. */
  readonly mishaps: number;
  readonly pullRequests: number;
}

/**
 * A prompt may end in directives: `work=N` seconds, `pr=URL` as a link, and beside these `fail`, `ask` and `stuck`. The
 * rest is left to the habits and to chance.
 */
export function readScript(prompt: string, habits: Habits, random: Random): Script {
  const words = prompt.trim().split(/\s+/);
  const tail = words.length - 1 - words.findLastIndex((word) => !directive.test(word));
  const directives = words.slice(words.length - tail);
  const isDirected = directives.some((word) => word.includes("="));
  const title = (isDirected ? words.slice(0, words.length - tail) : words).join(" ");
  if (!isDirected) return { title, ...chanceOf(habits, random) };

  const seconds = Number(valueOf(directives, "work=") ?? random.between(...habits.seconds));
  const ending = directives.map((word) => endings.get(word)).find((found) => found !== undefined) ?? "complete";
  return { title, seconds, ending, pullRequest: valueOf(directives, "pr=") };
}

const directive = /^(work=\d+|pr=\S+|fail|ask|stuck)$/;
const endings = new Map<string, Script["ending"]>([
  ["fail", "failure"],
  ["ask", "question"],
  ["stuck", "never"],
]);

const valueOf = (directives: readonly string[], key: string): string | undefined =>
  directives.find((word) => word.startsWith(key))?.slice(key.length);

function chanceOf({ seconds, mishaps, pullRequests }: Habits, random: Random): Omit<Script, "title"> {
  const ending = random.chance(mishaps) ? random.pick(["question", "question", "failure", "never"]) : "complete";
  const opens = ending === "complete" && random.chance(pullRequests);
  return {
    seconds: random.between(...seconds),
    ending,
    pullRequest: opens ? `https://git.example.com/acme/shop/pull/${random.between(100, 999)}` : undefined,
  };
}
