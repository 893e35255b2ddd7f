import { afterEach, describe, expect, it } from "@jest/globals";
import { makeAskingTool } from "../../test/make-asking-tool.ts";
import { makeGateTool } from "../../test/make-gate-tool.ts";
import { makeHoldTool } from "../../test/make-hold-tool.ts";
import { callMessage, listMessage, messagesOf, openSession } from "../../test/raw-session.ts";
import { startHttp, stopAll } from "../../test/start-http.ts";

afterEach(stopAll);

describe("a session", () => {
  it("begins with an initialize, and is one server for all that follows", async () => {
    let servers = 0;
    const { address } = await startHttp({ tools: () => ((servers += 1), []) });
    const session = await openSession(address);

    const answers = [await session.post(listMessage), await session.post(listMessage)];

    expect(session.id).toMatch(/^[\da-f-]{36}$/);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(servers).toBe(1);
  });

  it("begins once", async () => {
    const { address } = await startHttp();
    const session = await openSession(address);
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "0" } };

    const again = await session.post({ jsonrpc: "2.0", id: 1, method: "initialize", params });

    expect(again.status).toBe(400);
  });

  it("has one stream at a time, which its client can open again as soon as it has left", async () => {
    const { address } = await startHttp();
    const session = await openSession(address);
    const client = new AbortController();
    const first = await session.listen(client.signal);

    const more = [await session.listen(), await session.listen()];
    client.abort();
    let third = await session.listen();
    while (third.status === 409) third = await session.listen();

    expect([first, ...more, third].map(({ status }) => status)).toEqual([200, 409, 409, 200]);
    expect(first.headers.get("content-type")).toBe("text/event-stream");
    await third.body?.cancel();
  });

  it("ends when its client deletes it, and with it what runs in it", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await startHttp({ tools: [tool] });
    const session = await openSession(address);
    const stream = await session.listen();
    const call = session.call(1, "hold");
    await begun;

    const ended = await session.end();

    await aborted;
    expect(ended.status).toBe(200);
    expect([await (await call).text(), await stream.text()]).toEqual(["", ": open\n\n"]);
    expect((await session.post(listMessage)).status).toBe(404);
  });

  it("keeps apart two calls of one number at a time", async () => {
    const { tool, begun, open } = makeGateTool();
    const { address } = await startHttp({ tools: [tool] });
    const session = await openSession(address);
    const first = session.call(1, "gate");
    await until(() => begun() === 1);

    const second = await session.call(1, "gate");
    open();

    expect(second.status).toBe(400);
    expect(await second.json()).toMatchObject({ error: { code: -32_600 } });
    expect(await (await first).text()).toContain("Through.");
    expect(await (await session.call(1, "gate")).text()).toContain("Through.");
  });
});

describe("a call in a session", () => {
  it("is cancelled by its client's notification, and then ends unanswered", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await startHttp({ tools: [tool] });
    const session = await openSession(address);
    const call = session.call(1, "hold");
    await begun;

    const cancelled = await session.post(cancel(1));

    await aborted;
    expect(cancelled.status).toBe(202);
    expect(await (await call).text()).toBe("");
    expect((await session.post({ ...listMessage, id: 1 })).status).toBe(200);
  });

  it("goes on when a notification to cancel it is refused", async () => {
    const { tool, begun, open } = makeGateTool();
    const { address } = await startHttp({ tools: [tool] });
    const session = await openSession(address);
    const broken = await openSession(address, { headers: { accept: "text/plain" } });
    const call = session.call(1, "gate");
    await until(() => begun() === 1);

    const refused = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/plain", "mcp-session-id": session.id },
      body: JSON.stringify(cancel(1)),
    });
    open();

    expect([broken.status, refused.status]).toEqual([406, 406]);
    expect(await (await call).text()).toContain("Through.");
  });

  it("is cancelled when its connection breaks, and its number can be used again", async () => {
    const { tool, begun, aborted } = makeHoldTool();
    const { address } = await startHttp({ tools: [tool] });
    const session = await openSession(address);
    const client = new AbortController();
    const call = expect(session.call(1, "hold", client.signal)).rejects.toThrow();
    await begun;

    client.abort();

    await Promise.all([call, aborted]);
    expect((await session.post({ ...listMessage, id: 1 })).status).toBe(200);
  });

  it("can be one of a batch, of which each can be cancelled alone", async () => {
    const [held, gate] = [makeHoldTool(), makeGateTool()];
    const { address } = await startHttp({ tools: [held.tool, gate.tool] });
    const session = await openSession(address, { headers: { "mcp-protocol-version": "2025-03-26" } });
    const batch = session.post([callMessage(1, "hold"), callMessage(2, "gate")]);
    await held.begun;

    await session.post(cancel(1));
    await held.aborted;
    gate.open();

    expect(await (await batch).text()).toMatch(/"Cancelled".*Through\./s);
  });

  it("is cancelled with all others of its batch when their connection breaks", async () => {
    const [held, gate] = [makeHoldTool(), makeGateTool()];
    const { address } = await startHttp({ tools: [held.tool, gate.tool] });
    const session = await openSession(address, { headers: { "mcp-protocol-version": "2025-03-26" } });
    const client = new AbortController();
    const batch = session.post([callMessage(1, "hold"), callMessage(2, "gate")], client.signal);
    const broken = expect(batch.then((answer) => answer.text())).rejects.toThrow();
    await held.begun;

    client.abort();

    await Promise.all([broken, held.aborted]);
    gate.open();
    expect(await (await session.call(2, "gate")).text()).toContain("Through.");
  });
});

describe("a question in a session", () => {
  it.each([
    ["yes", { action: "accept", content: { confirm: true } }],
    ["no", { action: "decline" }],
  ])("is asked where the call is answered, and answered %s", async (said, result) => {
    const { address } = await startHttp({ tools: [makeAskingTool()] });
    const session = await openSession(address, { canBeAsked: true });
    const messages = messagesOf(await session.call(1, "ask"));

    const question = (await messages.next()).value;
    const taken = await session.post({ jsonrpc: "2.0", id: question?.["id"], result });
    const answer = (await messages.next()).value;

    expect(question).toMatchObject({ method: "elicitation/create", params: { message: "Sure?" } });
    expect(taken.status).toBe(202);
    expect(answer).toMatchObject({ id: 1, result: { structuredContent: { said } } });
  });

  it("can be answered while all places of calls are taken, in which nothing else is called", async () => {
    const { address } = await startHttp({ tools: [makeAskingTool()], limits: { concurrentCalls: 1 } });
    const session = await openSession(address, { canBeAsked: true });
    const stream = await session.listen();
    const messages = messagesOf(await session.call(1, "ask"));
    const question = (await messages.next()).value;

    const refused = await session.post(listMessage);
    const taken = await session.post({ jsonrpc: "2.0", id: question?.["id"], result: { action: "cancel" } });

    expect([refused.status, taken.status]).toEqual([429, 202]);
    expect((await messages.next()).value).toMatchObject({ result: { structuredContent: { said: "no" } } });
    await stream.body?.cancel();
  });

  it("is not asked of a client that cannot be asked", async () => {
    const { address } = await startHttp({ tools: [makeAskingTool()] });
    const session = await openSession(address);

    const answer = await (await session.call(1, "ask")).text();

    expect(answer).toContain('"said":"nothing"');
  });

  it.each([
    ["its client leaves", (_session: Session, client: AbortController) => client.abort()],
    ["its call is cancelled", (session: Session) => session.post(cancel(1))],
    ["its session ends", (session: Session) => session.end()],
  ])("is dropped when %s", async (_name, leave) => {
    const { address } = await startHttp({ tools: [makeAskingTool()], limits: { concurrentCalls: 1 } });
    const session = await openSession(address, { canBeAsked: true });
    const client = new AbortController();
    const messages = messagesOf(await session.call(1, "ask", client.signal));
    await messages.next();

    await leave(session, client);
    await messages.next().catch(() => {});

    let other = await openSession(address);
    while (other.status === 429) other = await openSession(address);
    expect(other.status).toBe(200);
  });
});

type Session = Awaited<ReturnType<typeof openSession>>;

const cancel = (requestId: number) => ({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId } });

/** Each turn lets the network go on; what never comes true ends with the test's time-out. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}
