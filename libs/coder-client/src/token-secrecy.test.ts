import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeClient, token } from "../test/make-client.ts";

const app = { owner: "riley", workspace: "otter", agent: "main", slug: "ai" };
const failing = (error: unknown) => ({ fetch: () => Promise.reject(error) });
const systemError = (code: string) => new TypeError("x", { cause: Object.assign(new Error(`for ${token}`), { code }) });
const answering = (body: string, init: ResponseInit) => ({ fetch: () => Promise.resolve(new Response(body, init)) });

describe("no error holds the token", () => {
  it.each([
    ["a network failure", failing(new TypeError(`fetch failed with ${token}`))],
    ["a cause that quotes it", failing(new TypeError("fetch failed", { cause: new Error(`connect ${token}`) }))],
    ["an unknown host", failing(systemError("ENOTFOUND"))],
    ["a failure of TLS", failing(systemError("CERT_HAS_EXPIRED"))],
    ["a time-out", failing(systemError("ETIMEDOUT"))],
    ["a foreign error that carries the request", failing(Object.assign(new Error("x"), { request: { token } }))],
    ["a refusal that echoes it", answering(JSON.stringify({ message: token, detail: token }), { status: 403 })],
    ["a refused field", answering(JSON.stringify({ message: "m", validations: [{ field: token }] }), { status: 400 })],
    ["an unknown status", answering(JSON.stringify({ message: token }), { status: 418 })],
    ["a bad token", answering(JSON.stringify({ message: `API key ${token} is invalid.` }), { status: 401 })],
    ["a rate limit", answering(JSON.stringify({ message: token }), { status: 429, headers: { "retry-after": "60" } })],
    ["a page of HTML", answering(`<html>${token}</html>`, { status: 502, headers: { "content-type": "text/html" } })],
    [
      "a redirect that quotes it",
      answering("", { status: 302, headers: { location: `https://x.example/?t=${token}` } }),
    ],
    ["a request id that is it", answering("{}", { status: 500, headers: { "x-coder-request-id": token } })],
    ["text that is not JSON", answering(`{${token}`, { status: 200 })],
    ["JSON of another shape", answering(JSON.stringify([token]), { status: 200 })],
    ["a token that cannot be sent", { token: `${token}\r\nx: 1` }],
  ])("%s", async (_, settings) => {
    const client = makeClient(settings);

    const failures = await Promise.all([
      client.users.get(token, anyCall()).catch((error: unknown) => error),
      client.tasks.send("me", token, token, anyCall()).catch((error: unknown) => error),
      client.apps.status({ ...app, workspace: token }, anyCall()).catch((error: unknown) => error),
    ]);

    expect(everythingIn(failures)).not.toContain(token);
    expect(everythingIn(failures)).toContain("CoderError");
  });

  it("also when the token has no form that anybody knows", async () => {
    const odd = "swordfish";
    const client = makeClient({ ...answering(JSON.stringify({ message: `no ${odd}` }), { status: 403 }), token: odd });

    const failure: unknown = await client.users.get(odd, anyCall()).catch((error: unknown) => error);

    expect(everythingIn([failure])).not.toContain(odd);
    expect(failure).toMatchObject({ coderMessage: "no [redacted]", path: "/api/v2/users/[redacted]" });
  });

  it("and nor does the client itself", () => {
    const client = makeClient();

    expect(everythingIn([client])).not.toContain(token);
  });
});

function everythingIn(values: readonly unknown[]): string {
  return values
    .map((value) => `${String(value)} ${JSON.stringify(value)} ${inspect(value, { depth: 20, showHidden: true })}`)
    .join("\n");
}
