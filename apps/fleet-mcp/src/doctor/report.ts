import { cleanLine, createRedactor } from "@fleet-mcp/models";
import type { Check } from "./check.ts";

/** What `--json` prints. */
export interface Report {
  readonly version: string;
  readonly checks: readonly Check[];
  /** No check failed. */
  readonly ok: boolean;
}

/** Names and refusals come from elsewhere: whatever they hold, no line of the report holds a secret or moves a terminal's cursor. */
export function toReport(version: string, checks: readonly Check[], secrets: readonly (string | undefined)[]): Report {
  const redact = createRedactor(secrets.map((secret) => secret?.trim() ?? ""));
  const clean = (text: string): string => redact(cleanLine(text, longestLine));
  return {
    version,
    checks: checks.map(({ name, status, finding, next_step, details }) => ({
      name,
      status,
      finding: clean(finding),
      ...(next_step === undefined ? {} : { next_step: clean(next_step) }),
      ...(details === undefined ? {} : { details: details.map(clean) }),
    })),
    ok: checks.every(({ status }) => status !== "fail"),
  };
}

const longestLine = 1_000;
