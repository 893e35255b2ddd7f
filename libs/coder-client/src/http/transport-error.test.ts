import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";
import { serveLoopback } from "../../test/serve-loopback.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  jest.useRealTimers();
  closing.splice(0).forEach((close) => close());
});

async function serve(listener: Parameters<typeof serveLoopback>[0]) {
  const served = await serveLoopback(listener);
  closing.push(served.close);
  return served;
}

/** A fetch that fails as Node's does: the system's error is the cause of a TypeError. */
const failingFetch = (code: string) => () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(`went wrong: ${code}`), { code }) }));

describe("a request that gets no answer", () => {
  it("has certainly not arrived when nobody listens", async () => {
    const { url, server } = await serve(() => {});
    await new Promise((resolve) => server.close(resolve));
    const host = new URL(url).host;

    const sending = makeClient({ baseUrl: url }).tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({
      code: "unavailable",
      reason: "network",
      delivered: "no",
      status: undefined,
      message: `Coder at ${host} could not be reached, or the connection broke. (POST /api/v2/tasks/me/t1/send)`,
      cause: { code: "ECONNREFUSED" },
    });
  });

  it("may have arrived when the connection breaks after sending", async () => {
    const { url } = await serve((request) => request.socket.destroy());

    const sending = makeClient({ baseUrl: url }).tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ code: "unavailable", reason: "network", delivered: "unknown" });
  });

  it("is asked again when it was a read and the connection broke", async () => {
    let requests = 0;
    const { url } = await serve((request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else response.end(JSON.stringify({ version: "v2.31.9" }));
    });

    const info = await makeClient({ baseUrl: url }).server.buildInfo(anyCall());

    expect(info).toEqual({ version: "v2.31.9" });
    expect(requests).toBe(2);
  });

  it("is a network failure when the answer breaks off half-way", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(201, { "content-length": "1000", "content-type": "application/json" });
      response.write('{"id":', () => response.destroy());
    });

    const building = makeClient({ baseUrl: url }).workspaces.createBuild("w1", { transition: "stop" }, anyCall());

    await expect(building).rejects.toMatchObject({ code: "unavailable", reason: "network", delivered: "unknown" });
  });

  it("says that the host name could not be resolved", async () => {
    const client = makeClient({ baseUrl: "https://coder.invalid" });

    const sending = client.tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({
      code: "unavailable",
      reason: "dns",
      delivered: "no",
      message: "Coder's host name coder.invalid could not be resolved. (POST /api/v2/tasks/me/t1/send)",
    });
  });

  it("says that TLS failed when the port speaks plain HTTP", async () => {
    const { url } = await serve((_, response) => response.end());

    const sending = makeClient({ baseUrl: url.replace("http:", "https:") }).tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ code: "unavailable", reason: "tls", delivered: "no" });
  });

  it.each([
    ["CERT_HAS_EXPIRED", "tls", "no"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", "no"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "no"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", "no"],
    ["EAI_AGAIN", "dns", "no"],
    ["EHOSTUNREACH", "network", "no"],
    ["UND_ERR_CONNECT_TIMEOUT", "timed_out", "no"],
    ["ETIMEDOUT", "timed_out", "unknown"],
    ["ECONNRESET", "network", "unknown"],
    ["EPIPE", "network", "unknown"],
  ])("takes %s for reason %s, delivered %s", async (code, reason, delivered) => {
    const client = makeClient({ fetch: failingFetch(code) });

    const sending = client.tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ reason, delivered, cause: { code } });
  });

  it("looks into the failures of several addresses", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED ::1:3000"), { code: "ECONNREFUSED" });
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: new AggregateError([refused]) }));

    const sending = makeClient({ fetch }).tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ reason: "network", delivered: "no" });
  });

  it("is a network failure whatever was thrown", async () => {
    const fetch = () => Promise.reject("no error at all");

    const sending = makeClient({ fetch }).tasks.send("me", "t1", "x", anyCall());

    await expect(sending).rejects.toMatchObject({ reason: "network", delivered: "unknown" });
  });
});

describe("the time limits", () => {
  it.each([
    ["a read", 30_000, (client: ReturnType<typeof makeClient>) => client.users.me(anyCall())],
    ["a log", 60_000, (client: ReturnType<typeof makeClient>) => client.builds.logs("b1", anyCall())],
    ["a send", 90_000, (client: ReturnType<typeof makeClient>) => client.tasks.send("me", "t1", "x", anyCall())],
  ])("end %s after %i ms, without another attempt", async (_, limitMs, call) => {
    jest.useFakeTimers();
    let requests = 0;
    const fetch = (_input: unknown, init?: RequestInit) => {
      requests += 1;
      return hangUntilAborted(signalOf(_input, init));
    };
    let failure: unknown = "pending";
    const calling = call(makeClient({ fetch })).catch((error: unknown) => (failure = error));

    await jest.advanceTimersByTimeAsync(limitMs - 1);
    expect(failure).toBe("pending");
    await jest.advanceTimersByTimeAsync(1);
    await calling;

    expect(failure).toMatchObject({ code: "timeout", reason: "timed_out" });
    expect(requests).toBe(1);
  });

  it("do not know whether a send that timed out was delivered", async () => {
    jest.useFakeTimers();
    const fetch = (input: unknown, init?: RequestInit) => hangUntilAborted(signalOf(input, init));
    const sending = makeClient({ fetch }).tasks.send("me", "t1", "x", anyCall());
    const refusal = expect(sending).rejects.toMatchObject({ code: "timeout", delivered: "unknown" });

    await jest.advanceTimersByTimeAsync(90_000);

    await refusal;
  });

  it("hold for the body of an answer too", async () => {
    const { url, server } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    });
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "setInterval"] });
    const answering = new Promise((resolve) => server.once("request", resolve));
    const asking = makeClient({ baseUrl: url }).users.me(anyCall());
    const refusal = expect(asking).rejects.toMatchObject({ code: "timeout", reason: "timed_out" });

    await answering;
    await jest.advanceTimersByTimeAsync(30_000);

    await refusal;
  });

  it("leave no timer behind when the answer came", async () => {
    jest.useFakeTimers();
    const fetch = () => Promise.resolve(Response.json({ version: "v2.31.9" }));

    await makeClient({ fetch }).server.buildInfo(anyCall());

    expect(jest.getTimerCount()).toBe(0);
  });
});

describe("the caller's signal", () => {
  it("ends a call that is under way with its own reason", async () => {
    const reason = { why: "shutting down" };
    const controller = new AbortController();
    const fetch = (input: unknown, init?: RequestInit) => hangUntilAborted(signalOf(input, init));
    const calling = makeClient({ fetch }).users.me(anyCall({ signal: controller.signal }));

    controller.abort(reason);

    await expect(calling).rejects.toBe(reason);
  });

  it("sends nothing when it was aborted before", async () => {
    const fetch = jest.fn<typeof globalThis.fetch>();
    const reason = new Error("too late");

    const calling = makeClient({ fetch }).users.me(anyCall({ signal: AbortSignal.abort(reason) }));

    await expect(calling).rejects.toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });
});

function signalOf(input: unknown, init: RequestInit | undefined): AbortSignal {
  const signal = input instanceof Request ? input.signal : init?.signal;
  if (!(signal instanceof AbortSignal)) throw new Error("the request has no signal");
  return signal;
}

function hangUntilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
