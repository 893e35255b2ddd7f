import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";
import type { SimUser } from "../world/sim-user.ts";
import type { World } from "../world/world.ts";

/** What a route gets: the words that its path leaves open, and who asks. */
export interface Call {
  readonly world: World;
  readonly caller: SimUser;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly request: SimRequest;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments below the mount; `*` stands for one that the route reads. */
  readonly path: string;
  readonly answer: (call: Call) => SimAnswer | Promise<SimAnswer>;
}

/** The first two open segments; a route reads no more. */
export const first = ({ segments }: Call): string => segments[0] ?? "";
export const second = ({ segments }: Call): string => segments[1] ?? "";
