import type { SimUser } from "../world/sim-user.ts";
import type { SimRequest } from "./sim-request.ts";

export interface Credentials {
  readonly user: SimUser | undefined;
  readonly token: string | undefined;
  readonly isCookie: boolean;
}

const name = "coder_session_token";

/** Who asks: cookie first, then query, then headers, as Coder looks. */
export function authenticate(users: readonly SimUser[], { headers, url }: SimRequest): Credentials {
  const query = new URL(url, "http://localhost").searchParams;
  const cookie = cookieOf(headers["cookie"]);
  const bearer = /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1];
  const token = [cookie, query.get(name), headers["coder-session-token"], bearer, query.get("access_token")].find(
    Boolean,
  );
  const user = users.find((candidate) => candidate.token === token);
  return { user, token: token ?? undefined, isCookie: cookie !== undefined };
}

function cookieOf(header = ""): string | undefined {
  const pairs = header.split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1];
}
