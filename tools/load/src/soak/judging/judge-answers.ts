import type { Ledger } from "../managers/ledger.ts";
import type { Finding } from "./finding.ts";

/** Faults of Coder have codes of their own: `internal` is a fault of ours, whatever Coder did. */
export const judgeAnswers = ({ odd, internal }: Pick<Ledger, "odd" | "internal">): Finding[] => [
  ...odd.map((what) => ({ check: "answer is neither a result nor an error code", what })),
  ...internal.map((what) => ({ check: "internal error", what })),
];
