import { afterEach, describe, expect, it } from "@jest/globals";
import { at, send, withToken } from "../../test/raw-http.ts";
import { startHttp, stopAll, tokenFor, tokenOf } from "../../test/start-http.ts";

afterEach(stopAll);

const get = (address: string, path: string, headers?: Readonly<Record<string, string>>) =>
  send(at(address, path), { method: "GET", ...(headers && { headers }) });

const metrics = async () => ({ contentType: "text/plain; version=0.0.4", text: "calls_total 1\n" });

describe("/healthz", () => {
  it("says that the process serves, whatever becomes of Coder, without a token", async () => {
    const { address } = await startHttp({
      tokens: [tokenFor("ci")],
      readiness: () => Promise.reject(new Error("no Coder")),
    });

    const answer = await get(address, "/healthz");

    expect(answer).toMatchObject({
      status: 200,
      body: '{"status":"ok"}',
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  });

  it("answers HEAD without a body", async () => {
    const { address } = await startHttp();

    expect(await send(at(address, "/healthz"), { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });
});

describe("/readyz", () => {
  it("says when Coder can be used", async () => {
    const { address } = await startHttp({ tokens: [tokenFor("ci")] });

    expect(await get(address, "/readyz")).toMatchObject({ status: 200, body: '{"ready":true}' });
  });

  it("asks Coder once for all probes that come together", async () => {
    let asked = 0;
    const readiness = async () => ({ ready: (asked += 1) > 0 });
    const { address } = await startHttp({ readiness });

    const answers = await Promise.all(Array.from({ length: 20 }, () => get(address, "/readyz")));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(asked).toBe(1);
  });

  it("says why it is not ready to those who may use it alone", async () => {
    const reason = "Coder refused the token of ann.";
    const { address } = await startHttp({
      tokens: [tokenFor("board", "read")],
      readiness: async () => ({ ready: false, reason }),
    });

    const answers = [await get(address, "/readyz"), await get(address, "/readyz", withToken(tokenOf("board")))];

    expect(answers).toMatchObject([
      { status: 503, body: '{"ready":false,"reason":"Coder is not reachable."}' },
      { status: 503, body: `{"ready":false,"reason":"${reason}"}` },
    ]);
  });

  it("has a reason where none is given", async () => {
    const { address } = await startHttp({ readiness: async () => ({ ready: false }) });

    expect((await get(address, "/readyz")).body).toBe('{"ready":false,"reason":"Coder cannot be used."}');
  });
});

describe("/metrics", () => {
  it("answers in the format of Prometheus", async () => {
    const { address } = await startHttp({ metrics });

    expect(await get(address, "/metrics")).toMatchObject({
      status: 200,
      body: "calls_total 1\n",
      headers: { "content-type": "text/plain; version=0.0.4" },
    });
  });

  it("needs a token where the protocol does", async () => {
    const { address } = await startHttp({ metrics, tokens: [tokenFor("board", "read")] });

    const answers = [await get(address, "/metrics"), await get(address, "/metrics", withToken(tokenOf("board")))];

    expect(answers.map(({ status }) => status)).toEqual([401, 200]);
  });

  it("is not there unless it is wanted", async () => {
    const { address } = await startHttp();

    expect((await get(address, "/metrics")).status).toBe(404);
  });
});

describe("other requests", () => {
  it.each(["/", "/mcp/", "/MCP", "//mcp", "/mcp%2f", "/healthz/.."])("answer 404 as JSON at %s", async (path) => {
    const { address } = await startHttp();

    const answer = await send(`${new URL(address).origin}${path}`, {});

    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "application/json" } });
    expect(JSON.parse(answer.body)).toEqual({ error: "There is nothing here. The MCP endpoint is /mcp." });
  });

  it.each(["GET", "DELETE", "PUT"])("answer 405 to %s of the protocol", async (method) => {
    const { address } = await startHttp();

    const answer = await send(`${address}?a=1`, { method });

    expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
  });

  it.each(["/healthz", "/readyz", "/metrics"])("answer 405 to POST of %s", async (path) => {
    const { address } = await startHttp({ metrics });

    const answer = await send(at(address, path));

    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });
});
