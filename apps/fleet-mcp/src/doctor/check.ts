/** `unknown`: it could not be checked. */
export type CheckStatus = "ok" | "warn" | "fail" | "unknown";

export interface Check {
  readonly name: CheckName;
  readonly status: CheckStatus;
  /** One sentence or less. */
  readonly finding: string;
  /** What to do about it; never of a check that is ok. */
  readonly next_step?: string;
  /** Single facts behind the finding, one a line. */
  readonly details?: readonly string[];
}

/** In the order of the report. */
export const checkNames = [
  "node",
  "sqlite",
  "configuration",
  "coder",
  "token",
  "token expiry",
  "rights",
  "backends",
  "path apps",
  "clock",
  "projects",
  "agent app",
  "access over http",
  "event log",
  "observer",
] as const;
export type CheckName = (typeof checkNames)[number];

/** What a check says about its subject, before it has a name. */
export type Verdict = Omit<Check, "name">;

export const ok = (finding: string): Verdict => ({ status: "ok", finding });
export const warn = (finding: string, next_step: string): Verdict => ({ status: "warn", finding, next_step });
export const fail = (finding: string, next_step: string): Verdict => ({ status: "fail", finding, next_step });
export const unknown = (why: string, next_step = "Run fleet-mcp doctor again when Coder answers."): Verdict => ({
  status: "unknown",
  finding: `not checked: ${why}`,
  next_step,
});
