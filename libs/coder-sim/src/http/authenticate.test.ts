import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { makeUsers } from "../world/make-users.ts";
import { authenticate } from "./authenticate.ts";

const users = makeUsers(createRandom("users"), 0, { riley: "riley-token", sam: "sam-token" });
const who = (headers: Record<string, string>, url = "/api/v2/users/me") =>
  authenticate(users, { method: "GET", url, headers, body: "" });

describe("authenticate", () => {
  it("takes the cookie before the query before the headers", () => {
    const headers = { "coder-session-token": "x", cookie: "theme=dark; coder_session_token=sam-token" };

    expect(who(headers, "/?coder_session_token=y")).toMatchObject({ user: { username: "sam" }, isCookie: true });
    expect(who({ "coder-session-token": "x" }, "/?coder_session_token=sam-token").user?.username).toBe("sam");
    expect(who({ authorization: "Bearer riley-token" }).user?.username).toBe("riley");
    expect(who({}, "/?access_token=riley-token").user?.username).toBe("riley");
  });

  it("tells a wrong token from none", () => {
    expect(who({ "coder-session-token": "wrong" })).toEqual({ user: undefined, token: "wrong", isCookie: false });
    expect(who({})).toEqual({ user: undefined, token: undefined, isCookie: false });
  });
});
