import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { createRedactor } from "@fleet-mcp/models";
import { createFakeClock } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import type { AlertNotice } from "./alert-notice.ts";
import { createWebhook } from "./webhook.ts";

const secret = "0123456789abcdef";
const token = "canaryToke-0123456789abcdefghijkl";

const notice = (id: string): AlertNotice => ({
  id,
  type: "raised",
  at: "2026-01-01T00:00:00.000Z",
  alert: {
    alert_id: "offline-0a1b2c3d",
    rule: "offline",
    severity: "critical",
    agent_name: "ant",
    evidence: `Said ${token}.`,
    since: "2026-01-01T00:00:00.000Z",
    times_escalated: 0,
  },
});

describe("createWebhook", () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** A receiver that answers the nth request as told, and the webhook that sends to it. */
  async function start(answer: (count: number, ...rest: Parameters<RequestListener>) => unknown, timeoutMs = 5_000) {
    const received: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
    const server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) });
      answer(received.length, request, response);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const clock = createFakeClock("2026-01-01T00:00:10.500Z");
    const log = makeLog();
    const redact = createRedactor([token]);
    const url = `http://127.0.0.1:${port}/hooks/hunter22`;
    const webhook = createWebhook({
      url,
      secret,
      fleet: "coder.example.com",
      clock,
      log,
      redact,
      timeoutMs,
      longestQueue: 10,
    });
    closing.push(() => {
      webhook.close();
      server.closeAllConnections();
      server.close();
    });
    return { webhook, received, clock, log, server };
  }

  it("sends what happened, signed and without secrets", async () => {
    const { webhook, received } = await start((_count, _request, response) => response.end());

    webhook.send([notice("e1")]);
    await until(() => received.length === 1);

    const [{ headers, body } = { headers: {}, body: "" }] = received;
    expect(JSON.parse(body)).toEqual({
      id: "e1",
      type: "raised",
      at: "2026-01-01T00:00:00.000Z",
      fleet: "coder.example.com",
      alert: { ...notice("e1").alert, evidence: "Said [redacted]." },
    });
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "x-fleet-delivery": "e1",
      "x-fleet-timestamp": "1767225610",
      "x-fleet-signature": `sha256=${createHmac("sha256", secret).update(`1767225610.${body}`).digest("hex")}`,
    });
  });

  it("sends again what could not be taken, in the order of the notices", async () => {
    const { webhook, received, clock, log } = await start((count, _request, response) => {
      if (count === 1) response.destroy();
      else response.writeHead([503, 429][count - 2] ?? 204).end();
    });

    webhook.send([notice("e1"), notice("e2")]);
    await until(() => received.length === 5);

    expect(received.map(({ headers }) => headers["x-fleet-delivery"])).toEqual(["e1", "e1", "e1", "e1", "e2"]);
    expect(clock.sleeps).toEqual([1_000, 5_000, 25_000]);
    expect(log.messages).toEqual([]);
  });

  it.each([408, 429, 500])("tries again after %d", async (status) => {
    const { webhook, received } = await start((count, _request, response) => {
      response.writeHead(count === 1 ? status : 200).end();
    });

    webhook.send([notice("e1")]);
    await until(() => received.length === 2);

    expect(received.map(({ headers }) => headers["x-fleet-delivery"])).toEqual(["e1", "e1"]);
  });

  it("does not wait for an answer that has no end", async () => {
    const { webhook, received } = await start((_count, _request, response) => {
      response.write("a");
    });

    webhook.send([notice("e1"), notice("e2")]);
    await until(() => received.length === 2);

    expect(received.map(({ headers }) => headers["x-fleet-delivery"])).toEqual(["e1", "e2"]);
  });

  it("gives a notice up after three more tries, with one warning, and goes on with the next", async () => {
    const { webhook, received, log } = await start((count, _request, response) => {
      response.writeHead(count <= 4 ? 500 : 200).end();
    });

    webhook.send([notice("e1"), notice("e2")]);
    await until(() => received.length === 5);

    expect(log.messages).toEqual(["alert could not be sent"]);
  });

  it.each([400, 404, 302])("does not repeat what was refused with %d", async (status) => {
    const { webhook, received, log } = await start((_count, _request, response) => {
      response.writeHead(status, { location: "/elsewhere" }).end();
    });

    webhook.send([notice("e1")]);
    await until(() => log.messages.length === 1);

    expect(received).toHaveLength(1);
  });

  it("does not wait for ever for a receiver that hangs", async () => {
    const { webhook, received } = await start((count, _request, response) => count > 1 && response.end(), 50);

    webhook.send([notice("e1")]);
    await until(() => received.length === 2);

    expect(received.map(({ headers }) => headers["x-fleet-delivery"])).toEqual(["e1", "e1"]);
  });

  it("keeps no more than it may for a receiver that hangs, the newest, with one warning", async () => {
    const open: { end(): unknown }[] = [];
    const { webhook, received, log } = await start((_count, _request, response) => {
      if (open.push(response) > 1) response.end();
    });

    webhook.send([notice("first")]);
    await until(() => open.length === 1);
    webhook.send(Array.from({ length: 15 }, (_, at) => notice(`e${at}`)));
    webhook.send([notice("last")]);
    open[0]?.end();
    await until(() => received.length === 11);

    expect(received[1]?.headers["x-fleet-delivery"]).toBe("e6");
    expect(received.at(-1)?.headers["x-fleet-delivery"]).toBe("last");
    expect(log.messages).toEqual(["too many alerts wait for the webhook; the oldest are not sent"]);
  });

  it("says of a receiver that never answers that there was no answer in time", async () => {
    const { webhook, log } = await start(() => undefined, 30);
    const warnings: unknown[] = [];
    log.warn = (_message, data) => warnings.push(data);

    webhook.send([notice("e1")]);
    await until(() => warnings.length === 1);

    expect(warnings).toEqual([expect.objectContaining({ problem: "no answer in time" })]);
  });

  it("says at the end what was not sent", async () => {
    const { webhook, received, log } = await start(() => undefined);

    webhook.send([notice("e1"), notice("e2")]);
    await until(() => received.length === 1);
    webhook.close();

    expect(log.messages).toEqual(["stopped before all alerts were sent"]);
  });

  it("says what kept it from sending, and never the address", async () => {
    const { webhook, server, log } = await start(() => undefined);
    const warnings: unknown[] = [];
    log.warn = (_message, data) => warnings.push(data);
    server.close();
    await once(server, "close");

    webhook.send([notice("e1")]);
    await until(() => warnings.length === 1);

    expect(warnings).toEqual([
      { alert: "offline-0a1b2c3d", type: "raised", problem: "the receiver could not be reached: ECONNREFUSED" },
    ]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}
