import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { WireBuildInfo } from "./wire-build-info.ts";

/** Where Coder may serve chats: below `/api/v2` from 2.37 on, below `/api/experimental` from 2.32 to 2.36. */
export type ChatsMount = "api" | "experimental";

export const createServerApi = (http: CoderHttp) => ({
  /** `GET /buildinfo`, which needs no token and gets none. */
  buildInfo: (options: CallOptions): Promise<WireBuildInfo> =>
    http.read(WireBuildInfo, { path: ["buildinfo"], anonymous: true }, options),

  /** `GET /buildinfo` for its `Date` header alone: milliseconds, to the second. */
  time: (options: CallOptions): Promise<number | undefined> =>
    http.readDate({ path: ["buildinfo"], anonymous: true }, options),

  /** `GET /tasks?q=owner:me`, to see whether it is there: reason `route_not_found` before 2.29 and without the Tasks API. */
  probeTasks: (options: CallOptions): Promise<void> => http.run({ path: ["tasks"], query: { q: "owner:me" } }, options),

  /** `GET {chats}`, to see whether it is there: reason `route_not_found` without chats, `forbidden` without the role for them. */
  probeChats: (mount: ChatsMount, options: CallOptions): Promise<void> =>
    http.run({ target: mount, path: ["chats"] }, options),
});
