import type { CliLogin } from "./read-cli-login.ts";
import { StartError } from "../start-error.ts";

export interface CoderLogin {
  readonly url: string;
  readonly token: string;
}

export interface GivenCoder {
  readonly url: { readonly value: string; readonly from: string } | undefined;
  readonly token: string | undefined;
  cliLogin(): CliLogin | undefined;
}

/**
 * The deployment and the token for it. A token is sent only to the address it was given with: the stored login's token to the
 * stored login's address, the environment's token to the address set beside it. Throws StartError.
 */
export function resolveCoder({ url, token, cliLogin }: GivenCoder): CoderLogin {
  if (url && token) return { url: checkedUrl(url.value, url.from), token: checkedToken(token) };
  if (token)
    throw new StartError("CODER_SESSION_TOKEN is set without CODER_URL: set CODER_URL to the deployment it is for.");
  const login = cliLogin();
  if (!url && !login) {
    throw new StartError(
      "No Coder is known: set CODER_URL and CODER_SESSION_TOKEN, run `coder login`, or add --demo for a simulated one.",
    );
  }
  const stored = login && checkedUrl(login.url, "The address stored by `coder login`");
  const wanted = url ? checkedUrl(url.value, url.from) : stored;
  if (wanted !== undefined && wanted === stored && login?.token) {
    return { url: wanted, token: checkedToken(login.token, "The token stored by `coder login`") };
  }
  if (wanted !== stored) {
    throw new StartError(
      `${url?.from ?? "CODER_URL"} is set without CODER_SESSION_TOKEN, and no login of the Coder CLI is for that address.`,
    );
  }
  throw new StartError(
    "`coder login` kept its token in the system's keyring: set CODER_URL, and CODER_SESSION_TOKEN to what `coder login token` prints.",
  );
}

/** Whether nobody has named a Coder in any way. */
export const isNoCoderKnown = ({ url, token, cliLogin }: GivenCoder): boolean => !url && !token && !cliLogin();

/** The address in one spelling. It is never repeated in the message: it may hold a password. */
function checkedUrl(text: string, from: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new StartError(`${from} must be an address such as https://coder.example.com.`);
  }
  if (url.username || url.password) throw new StartError(`${from} must not hold a user name or password.`);
  if (url.search || url.hash) throw new StartError(`${from} must end with its path, without ? or #.`);
  return url.href.replace(/\/+$/, "");
}

function checkedToken(token: string, from = "CODER_SESSION_TOKEN"): string {
  if (!/^[\x21-\x7e]+$/.test(token)) throw new StartError(`${from} must be one word without spaces or line breaks.`);
  return token;
}
