import { describe, expect, it } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";
import { serveLoopback } from "../../test/serve-loopback.ts";
import { firstEvent } from "./first-event.ts";

const streamOf = (...chunks: readonly string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(new TextEncoder().encode(chunk)));
      controller.close();
    },
  });

describe("firstEvent", () => {
  it("passes over pings and puts chunks together", async () => {
    const stream = streamOf("event: ping\n\nevent: da", "ta\ndata: [1]\n", "\nevent: data\ndata: [2]\n\n");

    const data = await firstEvent(stream);

    expect(data).toBe("[1]");
  });

  it("joins data of several lines and understands CRLF, also when it is torn apart", async () => {
    const data = await firstEvent(streamOf("event: data\r", "\ndata: [\r\ndata: 1]\r\n\r", "\n"));

    expect(data).toBe("[\n1]");
  });

  it("keeps characters whole that arrive in pieces", async () => {
    const bytes = new TextEncoder().encode("event: data\ndata: ü\n\n");
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        bytes.forEach((byte) => controller.enqueue(Uint8Array.of(byte)));
      },
    });

    const data = await firstEvent(stream);

    expect(data).toBe("ü");
  });

  it("is broken when the stream ends before", async () => {
    await expect(firstEvent(streamOf("event: ping\n\n", "event: data\ndata: []"))).rejects.toThrow("ended before");
  });

  it("is broken when the stream reports an error", async () => {
    const stream = streamOf('event: error\ndata: {"message":"boom"}\n\n');

    await expect(firstEvent(stream)).rejects.toThrow("The stream reported an error.");
  });

  it("is broken when there is no stream", async () => {
    await expect(firstEvent(null)).rejects.toThrow("The stream has no body.");
  });
});

describe("readFirstEvent", () => {
  it("hangs up after the first event of a stream that never ends", async () => {
    const { url, server, close } = await serveLoopback((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: ping\n\n");
      response.write('event: data\ndata: [{"result":{"value":"1"},"description":{"key":"cpu"}}]\n\n');
    });
    const hungUp = new Promise((resolve) => server.once("request", (request) => request.once("close", resolve)));

    const metadata = await makeClient({ baseUrl: url }).workspaceAgents.metadata("a1", anyCall());

    await hungUp;
    expect(metadata).toEqual([{ key: "cpu", value: "1", error: "" }]);
    close();
  });

  it("asks again when the stream breaks, as it only reads", async () => {
    let requests = 0;
    const { url, close } = await serveLoopback((_, response) => {
      requests += 1;
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(requests === 1 ? "event: ping\n\n" : "event: data\ndata: []\n\n");
    });

    const metadata = await makeClient({ baseUrl: url }).workspaceAgents.metadata("a1", anyCall());

    expect(metadata).toEqual([]);
    expect(requests).toBe(2);
    close();
  });
});
