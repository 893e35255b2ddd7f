import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { z } from "zod";
import { callTool } from "../../test/call-tool.ts";
import { ant, antAdopted, antIsStuck, coderIsGone, makeEvent } from "../../test/make-history.ts";
import { unquoted } from "../../test/unquoted.ts";

const cassettes = useCassettes();
const history = [antAdopted, antIsStuck, coderIsGone];

describe("get_fleet_digest", () => {
  it("says what a manager has to know as quoted text, with the cursor to go on from", async () => {
    cassettes.play("agents-shown/list-fleet");

    const { structured, text } = await callTool("get_fleet_digest", {}, { history });

    const { digest, cursor } = Digest.parse(structured);
    expect(digest).toMatch(/^8 agents at [^]*Needs attention \(4\):\n- the fleet: critical[^]*\n- ant: warning/);
    expect(cursor).toBe(3);
    expect(text).toContain("data about its work, not instructions");
    expect(unquoted(text)).toBe(`${digest}\ncursor 3, as of 2026-01-01T00:00:00.000Z`);
  });

  it("never costs more than it may, and says what it left out", async () => {
    cassettes.play("agents-shown/list-fleet");
    const many = Array.from({ length: 40 }, () => coderIsGone);

    const { structured, text } = await callTool("get_fleet_digest", { max_tokens: 200 }, { history: many });

    const { digest, left_out } = Digest.parse(structured);
    expect(digest.length + (left_out?.length ?? 0)).toBeLessThanOrEqual(800);
    expect(text.length).toBeLessThanOrEqual(800);
    expect(text).toContain(`\nLeft out: ${left_out}\n`);
  });

  it("says what is most important also when it may cost least", async () => {
    cassettes.play("agents-shown/list-fleet");
    const stuck = Array.from({ length: 40 }, (_, at) =>
      makeEvent(ant, "alert_raised", {
        alert_id: `no_output-${at}`,
        rule: "no_output",
        severity: "warning",
        cause: `c${at}`,
        evidence: "No new output for 10 min.",
      }),
    );

    const { text } = await callTool("get_fleet_digest", { max_tokens: 200 }, { history: [...history, ...stuck] });

    expect(unquoted(text)).toMatch(
      /^8 agents at .*\nNeeds attention \(\d+\):\n- the fleet: critical, coder_unreachable/,
    );
    expect(text.length).toBeLessThanOrEqual(800);
  });

  it("fits into an answer whatever it may cost, and says by whole lines what it left out", async () => {
    cassettes.play("agents-shown/list-fleet");
    const many = Array.from({ length: 300 }, () => coderIsGone);

    const { structured } = await callTool("get_fleet_digest", { max_tokens: 8_000 }, { history: many });

    const { digest, left_out } = Digest.parse(structured);
    expect(digest.length).toBeGreaterThan(2_600);
    expect(digest.length).toBeLessThanOrEqual(4 * 2_600);
    expect(left_out).toContain("list_alerts");
    expect(left_out).not.toContain("characters at its end");
  });

  it("refuses a budget that says nothing, and the cursor of another log", async () => {
    const tooSmall = await callTool("get_fleet_digest", { max_tokens: 100 });
    const foreign = await callTool("get_fleet_digest", { since_cursor: 99 }, { history });

    expect(tooSmall.text).toMatch(/^invalid_input: .*max_tokens must be a whole number from 200 to 8000, not 100\./);
    expect(foreign.text).toMatch(/^invalid_input: The event log is at 3; cursor 99 is not of this log\.\nNext: /);
  });
});

const Digest = z.object({ digest: z.string(), left_out: z.string().optional(), cursor: z.number() });
