import { describe, expect, it } from "@jest/globals";
import { json } from "../http/sim-answer.ts";
import { createRandom } from "../random.ts";
import { createFaults } from "./faults.ts";
import type { FaultSettings } from "./faults.ts";
import { withFaults } from "./with-faults.ts";

async function ask(settings: FaultSettings, answer = json(200, { tasks: [], count: 0 })) {
  let asked = 0;
  const handle = withFaults(createFaults(createRandom("with"), settings), async () => {
    asked += 1;
    return answer;
  });
  return { answer: await handle({ method: "GET", url: "/api/v2/tasks", headers: {}, body: "" }), asked };
}

describe("withFaults", () => {
  it("changes nothing without a fault", async () => {
    expect(await ask({})).toEqual({ answer: json(200, { tasks: [], count: 0 }), asked: 1 });
  });

  it("resets the connection before anything has happened, loses an answer after it has", async () => {
    expect(await ask({ reset: { next: 1 } })).toMatchObject({ asked: 0, answer: { isLost: true } });
    expect(await ask({ "lost-answer": { next: 1 } })).toMatchObject({ asked: 1, answer: { isLost: true } });
  });

  it("refuses instead of answering", async () => {
    const limited = { status: 429, headers: { "retry-after": "60" } };

    expect(await ask({ "server-error": { next: 1 } })).toMatchObject({ asked: 0, answer: { status: 500 } });
    expect(await ask({ "rate-limit": { next: 1 } })).toMatchObject({ asked: 0, answer: limited });
  });

  it("spoils what is JSON and good, and nothing else", async () => {
    const refusal = json(404, { message: "Route not found." });

    expect((await ask({ truncated: { next: 1 } })).answer.body).toBe('{"tasks":[]');
    expect((await ask({ "wrong-shape": { next: 1 } })).answer.body).toBe('{"unexpected":true}');
    expect((await ask({ "wrong-shape": { next: 1 } }, refusal)).answer).toEqual(refusal);
  });

  it("delays by what it is told, or by two seconds", async () => {
    expect((await ask({ slow: { next: 1, ms: 50 } })).answer.delayMs).toBe(50);
    expect((await ask({ slow: { next: 1 } })).answer.delayMs).toBe(2_000);
  });
});
