import { parseArgs } from "node:util";
import { faultNames, isSoakFault } from "./soak-faults.ts";
import type { SoakFault } from "./soak-faults.ts";

export const playedReleases = ["2.29", "2.31", "2.34", "2.35", "2.37"] as const;
export type PlayedRelease = (typeof playedReleases)[number];

export interface SoakOptions {
  readonly help: boolean;
  readonly minutes: number;
  readonly managers: number;
  readonly agents: number;
  readonly seed: number;
  readonly release: PlayedRelease;
  readonly faults: readonly SoakFault[];
}

/** Returns the complaint, one line, when the arguments are not understood. `anySeed` is used when none is given. */
export function parseOptions(args: readonly string[], anySeed: number): SoakOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h", default: false },
        minutes: { type: "string", default: "2" },
        managers: { type: "string", default: "10" },
        agents: { type: "string", default: "200" },
        seed: { type: "string", default: String(anySeed) },
        release: { type: "string", default: "2.31" },
        faults: { type: "string", default: "all" },
      },
    });
    const minutes = Number(values.minutes.trim() || Number.NaN);
    if (!(minutes > 0 && minutes <= 24 * 60))
      return `--minutes must be a number above 0, at most 1440, not "${values.minutes}".`;
    const managers = wholeNumber(values.managers, 1, 100);
    if (managers === undefined) return `--managers must be a whole number from 1 to 100, not "${values.managers}".`;
    const agents = wholeNumber(values.agents, 0, 5_000);
    if (agents === undefined) return `--agents must be a whole number from 0 to 5000, not "${values.agents}".`;
    const seed = wholeNumber(values.seed, 0, 2 ** 31);
    if (seed === undefined) return `--seed must be a whole number from 0 to ${2 ** 31}, not "${values.seed}".`;
    const release = playedReleases.find((known) => known === values.release);
    if (release === undefined) return `--release must be one of ${playedReleases.join(", ")}, not "${values.release}".`;
    const faults = chosenFaults(values.faults);
    if (typeof faults === "string") return faults;
    return { help: values.help, minutes, managers, agents, seed, release, faults };
  } catch (error) {
    return firstSentence(String(error));
  }
}

/** Of what Node complains, without the name of its error. */
const firstSentence = (complaint: string): string => `${complaint.replace(/^\w+ \[\w+\]: /, "").split(/[.\n]/, 1)[0]}.`;

function wholeNumber(text: string, low: number, high: number): number | undefined {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= low && number <= high ? number : undefined;
}

function chosenFaults(text: string): readonly SoakFault[] | string {
  if (text === "all") return faultNames;
  if (text === "none") return [];
  const words = text.split(",");
  const unknown = words.find((word) => !isSoakFault(word));
  if (unknown === undefined) return words.filter(isSoakFault);
  return `--faults must be all, none or a list of ${faultNames.join(", ")}; there is no "${unknown}".`;
}
