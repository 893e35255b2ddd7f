import type { CallOptions } from "@fleet-mcp/models";
import { z } from "zod";
import type { CoderHttp } from "../coder-http.ts";
import { WireKey } from "./wire-key.ts";
import { WireUser } from "./wire-user.ts";

/** May the token do this with a resource of this type? */
export interface RightsQuestion {
  readonly action: string;
  readonly object: {
    readonly resource_type: string;
    readonly owner_id?: string;
    readonly organization_id?: string;
  };
}

const WireRights = z.record(z.string(), z.boolean());

/** `ownKeyId` is the id of the token in use; undefined when the token has none. */
export const createUsersApi = (http: CoderHttp, ownKeyId: string | undefined) => ({
  /** `GET /users/me`: whose token this is; the usual check of a token. */
  me: (options: CallOptions): Promise<WireUser> => http.read(WireUser, { path: ["users", "me"] }, options),

  /** `GET /users/{user}`, by name or id. */
  get: (user: string, options: CallOptions): Promise<WireUser> =>
    http.read(WireUser, { path: ["users", { user }] }, options),

  /** `GET /users/me/keys/{key}` of the token in use: its expiry and scopes. Undefined for a token that is no key of Coder's. */
  ownKey: async (options: CallOptions): Promise<WireKey | undefined> =>
    ownKeyId === undefined
      ? undefined
      : http.read(WireKey, { path: ["users", "me", "keys", { key: ownKeyId }] }, options),

  /** `POST /authcheck`: each question answered, under the name it was given. Changes nothing. */
  checkRights: (
    checks: Readonly<Record<string, RightsQuestion>>,
    options: CallOptions,
  ): Promise<Readonly<Record<string, boolean>>> =>
    http.read(WireRights, { method: "POST", path: ["authcheck"], body: { checks } }, options),
});
