import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../../test/make-event.ts";
import { makeLedger } from "../../../test/make-ledger.ts";
import { judgeGone } from "./gone-agent.ts";

const noon = Date.parse("2026-01-01T12:00:00.000Z");

function judge(by: "us" | "others", minutes: number) {
  const ledger = makeLedger(makeAdopted("otter"), makeEvent("otter-1", "agent_deleted", { by }));
  return [...ledger.agents.values()].map((agent) => judgeGone(agent, noon + minutes * 60_000).get("deleted_by_others"));
}

describe("judgeGone", () => {
  it("says for half an hour that somebody else deleted the agent", () => {
    expect(judge("others", 29)).toEqual([
      {
        severity: "info",
        cause: "2026-01-01T12:00:00.000Z",
        evidence: 'Agent "otter" was deleted by somebody else.',
        isDue: true,
      },
    ]);
    expect(judge("others", 30)).toEqual([undefined]);
  });

  it("has nothing to say about an agent that we deleted", () => {
    expect(judge("us", 0)).toEqual([undefined]);
  });
});
