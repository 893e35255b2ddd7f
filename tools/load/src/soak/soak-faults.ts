/** How often each fault of the simulator strikes: often enough to happen many times in two minutes, rare enough to get work done. */
export const soakFaults = {
  "build-fail": { probability: 0.06 },
  // A stop that hangs holds its restart for the ten minutes after which Coder ends it: longer than anybody waits here.
  "build-hang": { probability: 0.03, transition: "start" },
  "agent-drop": { probability: 0.04 },
  "app-kill": { probability: 0.03 },
  "forget-history": { probability: 0.05 },
  slow: { probability: 0.02, ms: 400 },
  reset: { probability: 0.01 },
  "lost-answer": { probability: 0.02 },
  "server-error": { probability: 0.01, burst: 2 },
  "rate-limit": { probability: 0.005, burst: 1 },
  truncated: { probability: 0.01 },
  "wrong-shape": { probability: 0.01 },
  "model-error": { probability: 0.03 },
  "model-slow": { probability: 0.03, ms: 5_000 },
  "model-dead": { probability: 0.05 },
} as const;
export type SoakFault = keyof typeof soakFaults;

export const isSoakFault = (word: string): word is SoakFault => Object.hasOwn(soakFaults, word);
export const faultNames: readonly SoakFault[] = Object.keys(soakFaults).filter(isSoakFault);
