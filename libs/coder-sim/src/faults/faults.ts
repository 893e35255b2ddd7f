import type { Random } from "../random.ts";

export const faultKinds = [
  "build-fail",
  "build-hang",
  "agent-drop",
  "app-kill",
  "forget-history",
  "slow",
  "reset",
  "lost-answer",
  "server-error",
  "rate-limit",
  "truncated",
  "wrong-shape",
  "model-error",
  "model-slow",
  "model-dead",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** When a fault strikes: by chance, and certainly the next few times. The filters narrow what it may strike. */
export interface FaultSetting {
  readonly probability?: number;
  /** How many of the next occasions are struck for certain. */
  readonly next?: number;
  /** How many occasions after each one are struck as well (bursts). */
  readonly burst?: number;
  /** How long `slow` takes in real milliseconds, how long an agent is away or a model silent in simulated ones. */
  readonly ms?: number;
  /** The error of a failing build or model. */
  readonly text?: string;
  /** Only this agent. */
  readonly agent?: string;
  /** Only this transition of builds. */
  readonly transition?: "start" | "stop" | "delete";
  /** Only requests with this method, and with this in their path. */
  readonly method?: string;
  readonly path?: string;
}

export type FaultSettings = Partial<Record<FaultKind, FaultSetting | undefined>>;

/** What could be struck. */
export interface Occasion {
  readonly agent?: string;
  readonly transition?: string;
  readonly method?: string;
  readonly path?: string;
}

interface Armed {
  readonly setting: FaultSetting;
  certain: number;
}

/** The faults that are switched on; they may be changed while the simulator runs. */
export function createFaults(random: Random, initial: FaultSettings = {}) {
  const armed = new Map<FaultKind, Armed>();
  const struck = new Map<FaultKind, number>();
  set(initial);
  return {
    set,
    /** Switches all off. */
    clear: () => armed.clear(),
    strikes,
    counts,
  };

  /** Changes the faults named; `undefined` switches one off. */
  function set(settings: FaultSettings): void {
    for (const kind of faultKinds) {
      if (!(kind in settings)) continue;
      const setting = settings[kind];
      if (setting === undefined) armed.delete(kind);
      else armed.set(kind, { setting, certain: setting.next ?? 0 });
    }
  }

  /** The setting of the fault when it strikes now. */
  function strikes(kind: FaultKind, occasion: Occasion = {}): FaultSetting | undefined {
    const fault = armed.get(kind);
    if (fault === undefined || !mayStrike(fault.setting, occasion)) return undefined;
    const { setting } = fault;
    if (fault.certain > 0) fault.certain -= 1;
    else if (random.chance(setting.probability ?? 0)) fault.certain = setting.burst ?? 0;
    else return undefined;
    struck.set(kind, (struck.get(kind) ?? 0) + 1);
    return setting;
  }

  /** How often each has struck. */
  function counts(): Readonly<Partial<Record<FaultKind, number>>> {
    return Object.fromEntries(struck);
  }
}
export type Faults = ReturnType<typeof createFaults>;

function mayStrike(setting: FaultSetting, { agent, transition, method, path }: Occasion): boolean {
  return (
    (setting.agent === undefined || setting.agent === agent) &&
    (setting.transition === undefined || setting.transition === transition) &&
    (setting.method === undefined || setting.method === method) &&
    (setting.path === undefined || (path?.includes(setting.path) ?? false))
  );
}
