import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { WireUser } from "./wire-user.ts";

export const createUsersApi = (http: CoderHttp) => ({
  /** `GET /users/me`: whose token this is; the usual check of a token. */
  me: (options: CallOptions): Promise<WireUser> => http.read(WireUser, { path: ["users", "me"] }, options),

  /** `GET /users/{user}`, by name or id. */
  get: (user: string, options: CallOptions): Promise<WireUser> =>
    http.read(WireUser, { path: ["users", { user }] }, options),
});
