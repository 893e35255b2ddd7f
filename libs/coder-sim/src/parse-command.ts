import { parseArgs } from "node:util";
import { z } from "zod";
import type { CoderSimOptions } from "./coder-sim-options.ts";
import { messageOf } from "./message-of.ts";
import { faultKinds } from "./faults/faults.ts";
import type { FaultSetting } from "./faults/faults.ts";
import { releases } from "./release.ts";
import { chatSetups } from "./world/chats.ts";

export const usage = `Usage: coder-sim [options]
A Coder in memory on a loopback port. Prints one line with the URL and a session token, ends on SIGTERM.

  --port N             port (default 0: any free one)
  --release R          ${releases.join(", ")} (default 2.31)
  --agents N           agents that are there from the start (default 0)
  --still              these agents do nothing by themselves
  --latency MS         real milliseconds before every answer; MIN-MAX for a spread (default 0)
  --time-scale N       how many times faster than the real clock (default 1)
  --seed TEXT          same seed, same ids, names and faults (default fleet)
  --user NAME          whose token is printed: riley, sam (default riley)
  --token TOKEN        that token
  --rate-limit N       requests per minute, user and path; 0 for none (default 512)
  --chats SETUP        ${chatSetups.join(", ")}: no model yet, or members without the role (default ready)
  --fault KIND=P[:MS]  switches a fault on, with its probability; may be repeated
  --help

Faults: ${faultKinds.join(", ")}.`;

export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "mistake"; readonly message: string }
  | { readonly kind: "serve"; readonly options: CoderSimOptions & { readonly port: number } };

const whole = (name: string, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d+$/, `--${name} must be a whole number`)
    .transform(Number)
    .refine((value) => value <= max, `--${name} must be at most ${max}`);

const Options = z.object({
  port: whole("port", 65_535).default(0),
  release: z.enum(releases, `--release must be one of ${releases.join(", ")}`).default("2.31"),
  agents: whole("agents", 100_000).default(0),
  still: z.boolean().default(false),
  latency: z
    .string()
    .regex(/^\d+(-\d+)?$/, "--latency must be milliseconds, or MIN-MAX")
    .default("0")
    .transform((word) => {
      const [min = 0, max = min] = word.split("-").map(Number);
      return { min, max };
    })
    .refine(({ min, max }) => min <= max, "--latency must not end before it begins"),
  "time-scale": z
    .string()
    .default("1")
    .transform(Number)
    .refine((value) => value > 0 && Number.isFinite(value), "--time-scale must be a number above 0"),
  seed: z.string().default("fleet"),
  user: z.enum(["riley", "sam"], "--user must be riley or sam").default("riley"),
  token: z
    .string()
    .regex(/^[A-Za-z0-9]{10}-[A-Za-z0-9]{22}$/, "--token must be 10 letters and digits, a hyphen, and 22 more")
    .optional(),
  "rate-limit": whole("rate-limit").default(512),
  chats: z.enum(chatSetups, `--chats must be one of ${chatSetups.join(", ")}`).default("ready"),
  fault: z
    .array(
      z
        .string()
        .transform(readFault)
        .refine(
          (fault) => fault !== undefined,
          `--fault must be KIND=PROBABILITY with one of ${faultKinds.join(", ")}`,
        ),
    )
    .default([]),
});

/** What the arguments ask for; a mistake is one line. */
export function parseCommand(argv: readonly string[]): Command {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    port: text,
    release: text,
    agents: text,
    still: flag,
    latency: text,
    "time-scale": text,
    seed: text,
    user: text,
    token: text,
    "rate-limit": text,
    chats: text,
    fault: { type: "string", multiple: true },
    help: flag,
  } as const;
  let values: unknown;
  try {
    const parsed = parseArgs({ args: [...argv], options, strict: true });
    if (parsed.values.help) return { kind: "help" };
    values = parsed.values;
  } catch (error) {
    return { kind: "mistake", message: messageOf(error) };
  }
  const read = Options.safeParse(values);
  if (!read.success) return { kind: "mistake", message: read.error.issues[0]?.message ?? "bad options" };
  const { still, latency, fault, "time-scale": timeScale, "rate-limit": rateLimit, token, ...rest } = read.data;
  const faults = Object.fromEntries(fault.flatMap((entry) => (entry === undefined ? [] : [entry])));
  const more = { isLively: !still, latencyMs: latency, timeScale, rateLimit, faults };
  return { kind: "serve", options: { ...rest, ...more, ...(token !== undefined && { token }) } };
}

function readFault(word: string): readonly [string, FaultSetting] | undefined {
  const [, kind = "", probability = "", ms] = /^([a-z-]+)=([\d.]+)(?::(\d+))?$/.exec(word) ?? [];
  const isKind = faultKinds.some((known) => known === kind);
  if (!isKind || probability === "" || !(Number(probability) <= 1)) return undefined;
  return [kind, { probability: Number(probability), ...(ms !== undefined && { ms: Number(ms) }) }];
}
