import type { Clock } from "@fleet-mcp/models";
import { ServiceError } from "../service-error.ts";
import { compilePattern } from "./pattern/compile-pattern.ts";
import { findInLine } from "./pattern/find-in-line.ts";
import { parsePattern } from "./pattern/parse-pattern.ts";

/** All that one call may spend on a pattern; nobody else is served meanwhile. */
const patienceMs = 500;

/**
 * Where the last of what is looked for ends in a text, a pattern with its line; undefined when it is not there. That is plain text
 * without regard to case, or `/pattern/` on one of its lines, with the flags g, i, m, s and u. Throws `invalid_input` for a
 * pattern that cannot be used; what it returns does when the time is up.
 */
export function toMatcher(contains: string | undefined, clock: Clock): (text: string) => number | undefined {
  if (contains === undefined || contains === "") return (text) => text.length;
  const [, source, flags = ""] = /^\/(.+)\/([gimsu]*)$/s.exec(contains) ?? [];
  if (source === undefined) {
    const wanted = contains.toLowerCase();
    return (text) => {
      const start = text.toLowerCase().lastIndexOf(wanted);
      return start < 0 ? undefined : start + wanted.length;
    };
  }
  const program = compilePattern(parsePattern(source, flags.includes("i") ? "iu" : "u"));
  const deadline = clock.now() + patienceMs;
  const checkTime = () => {
    if (clock.now() > deadline) throw tooSlow();
  };
  return (text) => {
    let end = text.length;
    for (const line of text.split("\n").toReversed()) {
      if (findInLine(program, line, checkTime)) return end;
      end -= line.length + 1;
    }
    return undefined;
  };
}

const tooSlow = () =>
  new ServiceError("invalid_input", `The pattern takes longer than ${patienceMs} ms on this log.`, {
    hint: "Use a shorter pattern, narrow the log with since, or give contains as plain text.",
  });
