import type { CoderRequest } from "./coder-request.ts";

const cookieSafe = /^[!#-+\--:<-[\]-~]*$/;

/** Whether the token can be sent at all: fetch quotes the value of a header that it refuses. */
export const isSendable = (token: string): boolean => cookieSafe.test(token);

/**
 * The credential of one request. An app gets the cookie, which Coder strips before it proxies; a header would hand the
 * token to the workspace. The API gets the header: there a cookie would bring CSRF checks.
 */
export function sessionHeaders(token: string, { target, anonymous }: CoderRequest): Readonly<Record<string, string>> {
  if (anonymous === true || token === "") return {};
  return target === "app" ? { cookie: `coder_session_token=${token}` } : { "coder-session-token": token };
}

/** What Coder calls the key of a token: its first ten characters, which open nothing. Undefined for what is no token of Coder's. */
export const keyIdOf = (token: string): string | undefined => /^(\w{10})-\w{22}$/.exec(token)?.[1];
