import type { Check } from "./check.ts";

/** The gate's outcome for a reader: every check that failed, with its problems; the others counted by kind. */
export function gateReport(checks: readonly Check[]): readonly string[] {
  const failed = checks.filter(({ problems }) => problems.length > 0);
  const kinds = new Set(checks.map(kindOf));
  return [
    ...failed.flatMap(({ name, problems }) => [`✗ ${name}`, ...problems.map((problem) => `    ${problem}`)]),
    ...[...kinds].map((kind) => {
      const all = checks.filter((check) => kindOf(check) === kind);
      const good = all.filter(({ problems }) => problems.length === 0);
      return `${good.length === all.length ? "✓" : "✗"} ${kind}: ${good.length} of ${all.length}`;
    }),
  ];
}

const kindOf = ({ name }: Check) => name.replace(/:.*$/, "");
