import { checkNames } from "./check.ts";
import type { Check, CheckStatus } from "./check.ts";
import type { Report } from "./report.ts";

export interface TableStyle {
  readonly columns: number;
  readonly hasColour: boolean;
}

const statusWidth = "unknown".length;
const nameWidth = Math.max(...checkNames.map((name) => name.length));
const gap = "  ";
const indent = " ".repeat(statusWidth + nameWidth + 2 * gap.length);

/** For people: a row per check, wrapped at the columns, with its next step and its details below. */
export function renderTable({ version, checks, ok }: Report, { columns, hasColour }: TableStyle): string {
  const width = Math.max(columns - indent.length, 30);
  const rows = checks.flatMap(({ name, status, finding, next_step: next, details = [] }, at) => {
    // One cause often leaves a row of checks unknown: what to do about it is said once.
    const isRepeated = next === checks[at - 1]?.next_step;
    const lines = [
      ...wrap(finding, width),
      ...(next === undefined || isRepeated ? [] : wrap(`-> ${next}`, width, "   ")),
      ...details.flatMap((detail) => wrap(`- ${detail}`, width, "  ")),
    ];
    const word = status.padEnd(statusWidth);
    const start = `${hasColour ? `${colours[status]}${word}\u001b[0m` : word}${gap}${name.padEnd(nameWidth)}${gap}`;
    return lines.map((line, index) => (index === 0 ? start : indent) + line);
  });
  return [`fleet-mcp ${version}`, "", ...rows, "", summary(checks, ok), ""].join("\n");
}

const colours: Readonly<Record<CheckStatus, string>> = {
  ok: "\u001b[32m",
  warn: "\u001b[33m",
  fail: "\u001b[31m",
  unknown: "\u001b[2m",
};

function summary(checks: readonly Check[], ok: boolean): string {
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length;
  const counts = [
    [count("fail"), "failed"],
    [count("warn"), "with a warning"],
    [count("unknown"), "not checked"],
  ] as const;
  const parts = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${ok ? "No check failed" : "Something failed"}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
}

/** Breaks at spaces; a word that is too long for a line, such as an address, stays whole so that it can be copied. */
function wrap(text: string, width: number, hanging = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging + word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
