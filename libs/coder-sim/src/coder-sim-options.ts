import type { ChatModel } from "./chats/chat-script.ts";
import type { SimClock } from "./clock/sim-clock.ts";
import type { Habits } from "./agent-api/read-script.ts";
import type { FaultSettings } from "./faults/faults.ts";
import type { Release } from "./release.ts";
import type { Timings } from "./timings.ts";
import type { ChatSetup } from "./world/chats.ts";
import type { TemplateSeed } from "./world/sim-template.ts";

/** Every option has a default; times are milliseconds of the simulated world unless they say otherwise. */
export interface CoderSimOptions {
  /** Which release of Coder is played; 2.31 by default. */
  readonly release?: Release;
  /** Agents that are there from the start, in all states. */
  readonly agents?: number;
  /** Whether those agents go on working by themselves; true by default. */
  readonly isLively?: boolean;
  /** Added to every answer, in real milliseconds. */
  readonly latencyMs?: number | { readonly min: number; readonly max: number };
  /** How many times faster than the real clock; ignored when a clock is given. */
  readonly timeScale?: number;
  readonly clock?: SimClock;
  /** The same seed gives the same ids, names, scripts and faults. */
  readonly seed?: string;
  /** Whose `token` is reported: `riley`, the administrator, or `sam`. */
  readonly user?: "riley" | "sam";
  /** That user's session token, `<10>-<22>` letters and digits. */
  readonly token?: string;
  readonly faults?: FaultSettings;
  /** Requests per minute, caller and path; 512 by default, 0 for no limit. */
  readonly rateLimit?: number;
  readonly timings?: Partial<Timings>;
  /** What becomes of prompts without directives. */
  readonly habits?: Partial<Habits>;
  /** The model behind chats; by default it follows directives and habits as the coding CLI does. */
  readonly chatModel?: ChatModel;
  /** How far an administrator has set chats up; `ready` by default. */
  readonly chats?: ChatSetup;
  /** Templates instead of the usual four. */
  readonly templates?: readonly TemplateSeed[];
  /** The address the deployment believes to have. */
  readonly baseUrl?: string;
}
