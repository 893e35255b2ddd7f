import type { AlertThresholds as ServiceThresholds } from "@fleet-mcp/services";
import { z } from "zod";

/** When an alert is raised, as it can be set: seconds, but for the two whose unit their name stands for. */
export const alertThresholdDefaults = {
  /** Offline for so long. */
  offline: 60,
  /** Busy for so long, and nothing new in the conversation. */
  no_output: 600,
  /** Waiting for an answer for so long. */
  waiting: 120,
  /** A task that takes so many times the median of its project. */
  long_task: 3,
  /** So many percent of the fleet are busy. */
  utilisation: 90,
  /** Coder's token is valid for less than this. */
  token: 86_400,
  /** Open for so long, and nobody settled it. */
  escalate: 1_800,
} as const;

export type AlertThresholdName = keyof typeof alertThresholdDefaults;
export type AlertThresholdSettings = Readonly<Record<AlertThresholdName, number>>;

const limits: Readonly<Partial<Record<AlertThresholdName, readonly [least: number, most: number]>>> = {
  long_task: [1, 1_000],
  utilisation: [1, 100],
};
const secondsLimit = [1, 31_536_000] as const;

/** `offline=120,utilisation=80`; what is left out keeps its default. A message continues the name of the variable or flag. */
export const AlertThresholds = z.string().transform((text, context): AlertThresholdSettings => {
  const given: Partial<Record<AlertThresholdName, number>> = {};
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const [name = "", number = "", ...rest] = part.split("=").map((word) => word.trim());
    if (!isName(name))
      return refuse(context, `has no threshold ${JSON.stringify(name)}. Allowed: ${names.join(", ")}.`);
    const [least, most] = limits[name] ?? secondsLimit;
    if (rest.length > 0 || !/^\d{1,8}(?:[.]\d{1,3})?$/.test(number) || Number(number) < least || Number(number) > most)
      return refuse(context, `must set ${name} to a number from ${least} to ${most}; it is ${JSON.stringify(part)}.`);
    given[name] = Number(number);
  }
  return { ...alertThresholdDefaults, ...given };
});

/** In the words of the rules. */
export const toThresholds = (set: AlertThresholdSettings): ServiceThresholds => ({
  offlineSeconds: set.offline,
  noOutputSeconds: set.no_output,
  waitingSeconds: set.waiting,
  longTaskTimes: set.long_task,
  utilisationPercent: set.utilisation,
  tokenSeconds: set.token,
  escalateSeconds: set.escalate,
});

const isName = (word: string): word is AlertThresholdName => Object.hasOwn(alertThresholdDefaults, word);
const names = Object.keys(alertThresholdDefaults);

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue(message);
  return z.NEVER;
}
