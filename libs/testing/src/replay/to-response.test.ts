import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "../make-cassette.ts";
import type { Exchange } from "../make-cassette.ts";
import { toResponse } from "./to-response.ts";

const respond = (exchange: Exchange) => {
  const [entry] = makeCassette(exchange).log.entries;
  if (entry === undefined) throw new Error("no entry");
  return toResponse(entry);
};

describe("toResponse", () => {
  it("gives status, headers and JSON body as recorded", async () => {
    const response = respond({
      request: "GET /x",
      status: 429,
      json: { message: "slow down" },
      headers: [
        { name: "retry-after", value: "60" },
        { name: "content-length", value: "9999" },
        { name: "content-encoding", value: "gzip" },
      ],
    });

    expect(response.status).toBe(429);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-length": "23",
      "content-type": "application/json",
      "retry-after": "60",
    });
    expect(await response.json()).toEqual({ message: "slow down" });
  });

  it("gives a JSON null as JSON", async () => {
    expect(await respond({ request: "GET /x", json: null }).text()).toBe("null");
  });

  it("has no body where HTTP forbids one", () => {
    expect(respond({ request: "POST /x", status: 204, text: "" }).body).toBeNull();
  });

  it("says where a redirect leads", () => {
    const response = respond({
      request: "GET /x",
      status: 303,
      text: "",
      redirectURL: "https://coder.example.com/login",
    });

    expect(response.headers.get("location")).toBe("https://coder.example.com/login");
  });

  it("streams events one by one to the recorded end", async () => {
    const response = respond({
      request: "GET /watch",
      mimeType: "text/event-stream",
      text: "event: ping\n\ndata: 1\n\n",
      isEnded: true,
    });

    const chunks: string[] = [];
    for await (const chunk of response.body ?? []) chunks.push(new TextDecoder().decode(chunk));

    expect(chunks).toEqual(["event: ping\n\n", "data: 1\n\n"]);
    expect(response.headers.get("transfer-encoding")).toBe("chunked");
  });

  it("leaves a stream open whose recording client hung up", async () => {
    const response = respond({ request: "GET /watch", mimeType: "text/event-stream", text: "data: 1\n\n" });
    const reader = response.body?.getReader();

    const first = await reader?.read();
    const next = await Promise.race([reader?.read(), new Promise((resolve) => setImmediate(resolve, "still open"))]);

    expect(new TextDecoder().decode(first?.value)).toBe("data: 1\n\n");
    expect(next).toBe("still open");
    await reader?.cancel();
  });
});
