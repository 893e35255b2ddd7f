import { createFakeClock } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { at, send, withToken } from "../../test/raw-http.ts";
import { startHttp, stopAll, tokenFor, tokenOf } from "../../test/start-http.ts";

afterEach(stopAll);

const own = withToken(tokenOf("ci"));

describe("refusals", () => {
  it("are told to whoever counts them, each with its status, and nothing else is", async () => {
    const told: number[] = [];
    const { address } = await startHttp({
      clock: createFakeClock(),
      tokens: [tokenFor("ci")],
      limits: { requestsPerMinute: 1 },
      onRefused: (status) => told.push(status),
    });

    await send(address, { headers: own });
    await send(address);
    await send(address, { headers: { origin: "https://evil.example" } });
    await send(address, { headers: own });
    await send(at(address, "/nowhere"));

    expect(told).toEqual([401, 403, 429]);
  });

  it("are logged at once, and then in one line a minute for each status, with how many there were", async () => {
    const clock = createFakeClock();
    const lines: unknown[] = [];
    const { address } = await startHttp({ clock, tokens: [tokenFor("ci")], log: keeping(lines) });
    const knock = () => send(address);

    await knock();
    await knock();
    clock.advance(59_999);
    await knock();
    await send(address, { headers: { host: "evil.example" } });
    clock.advance(1);
    await knock();

    expect(lines).toEqual([
      ["requests were refused", { status: 401, count: 1 }],
      ["requests were refused", { status: 403, count: 1 }],
      ["requests were refused", { status: 401, count: 3 }],
    ]);
  });
});

function keeping(lines: unknown[]) {
  const ignore = () => {};
  return { debug: ignore, info: ignore, error: ignore, warn: (...line: unknown[]) => void lines.push(line) };
}
