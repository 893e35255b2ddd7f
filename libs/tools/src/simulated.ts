import { z } from "zod";

/** Set in the answers of a server whose Coder is simulated, so that nobody takes its agents for real. */
export const Simulated = z.literal(true).optional().describe("Nothing here is real.");

export interface Surroundings {
  /** Coder is the simulated one. */
  readonly isSimulated: boolean;
}

export const simulatedField = ({ isSimulated }: Surroundings): { readonly simulated?: true } =>
  isSimulated ? { simulated: true } : {};

/** The same as lines of text. */
export const simulatedLines = (simulated: true | undefined): string[] =>
  simulated ? ["Simulated: nothing here is real."] : [];
