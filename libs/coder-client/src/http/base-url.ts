import { z } from "zod";

const WebUrl = z.url({ protocol: /^https?$/ });

/** The configured URL without trailing slashes; a path prefix stays. Throws a TypeError that does not quote it. */
export function toBaseUrl(configured: string): URL {
  const url = WebUrl.safeParse(configured).success ? new URL(configured) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "") {
    throw new TypeError("The URL of Coder must be http or https, without a user name and password.");
  }
  url.pathname = url.pathname.replace(/\/+$/, "");
  url.search = "";
  url.hash = "";
  return url;
}
