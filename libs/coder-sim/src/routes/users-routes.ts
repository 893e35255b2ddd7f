import { json, missing } from "../http/sim-answer.ts";
import { toTime } from "../wire/to-time.ts";
import { toUser } from "../wire/to-user.ts";
import type { SimUser } from "../world/sim-user.ts";
import { first, second } from "./route.ts";
import type { Call, Route } from "./route.ts";
import { visibleUser } from "./visible.ts";

const lifetimeSeconds = 432_000;

export const usersRoutes: readonly Route[] = [
  { method: "GET", path: "users/*", answer: getUser },
  { method: "GET", path: "users/*/keys/tokens", answer: listTokens },
  { method: "GET", path: "users/*/keys/*", answer: getKey },
];

function getUser(call: Call) {
  const user = visibleUser(call.world, call.caller, first(call));
  return user ? json(200, toUser(call.world, user)) : missing();
}

/** A key is known by the first part of its token. */
function getKey(call: Call) {
  const user = visibleUser(call.world, call.caller, first(call));
  return user?.token.startsWith(`${second(call)}-`) ? json(200, toKey(user)) : missing();
}

function listTokens(call: Call) {
  const user = visibleUser(call.world, call.caller, first(call));
  return user ? json(200, [{ ...toKey(user), username: user.username }]) : missing();
}

function toKey({ id, token, createdMs }: SimUser) {
  return {
    id: token.split("-")[0],
    user_id: id,
    last_used: toTime(createdMs),
    expires_at: toTime(createdMs + lifetimeSeconds * 1000),
    created_at: toTime(createdMs),
    updated_at: toTime(createdMs),
    login_type: "token",
    scope: "all",
    scopes: ["coder:all"],
    token_name: "simulated",
    lifetime_seconds: lifetimeSeconds,
    allow_list: ["*:*"],
  };
}
