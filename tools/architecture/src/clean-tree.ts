import type { Check } from "./check.ts";
import type { Cruise } from "./cruise.ts";

/** One check per rule: the tree as it stands breaks none. */
export function cleanTree({ summary }: Cruise): readonly Check[] {
  const { forbidden = [], required = [] } = summary.ruleSetUsed;
  return [...forbidden, ...required].map(({ name, comment }) => {
    const broken = summary.violations.filter((violation) => violation.rule.name === name);
    return {
      name: `rule: ${name}`,
      problems:
        broken.length === 0
          ? []
          : [...broken.map(({ from, to }) => (from === to ? from : `${from} → ${to}`)), comment ?? ""],
    };
  });
}
