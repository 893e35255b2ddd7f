import { describe, expect, it } from "@jest/globals";
import { callTool } from "../../test/call-tool.ts";
import { connectTools } from "../../test/connect-tools.ts";
import { ant, antAdopted, antIsStuck, coderIsGone, makeEvent } from "../../test/make-history.ts";
import { makeLayers } from "../../test/make-services.ts";

const alert_id = "no_output-0a1b2c3d";
const history = [antAdopted, antIsStuck, coderIsGone];

describe("resolve_alert", () => {
  it("settles an alert and keeps why and by whom", async () => {
    const { services, events } = makeLayers();
    await events.append(history);
    const { client, close } = await connectTools({ services });

    const answer = await client.callTool({ name: "resolve_alert", arguments: { alert_id, note: "It was asleep." } });

    await close();
    const [event] = await events.read({ order: "newest first", limit: 1 });
    expect(answer.structuredContent).toEqual({
      alert: { alert_id, rule: "no_output", agent_name: "ant", resolved_by: "manager" },
    });
    expect(event).toMatchObject({
      type: "alert_resolved",
      subject: { workspaceId: ant },
      data: { alert_id, by: "manager", note: "It was asleep." },
      origin: { actor: "local", correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it("says in words that it is done, and that it was done already", async () => {
    const settled = [...history, makeEvent(ant, "alert_resolved", { alert_id, by: "observer" })];

    const now = await callTool("resolve_alert", { alert_id: "coder_unreachable-11112222" }, { history });
    const before = await callTool("resolve_alert", { alert_id }, { history: settled });

    expect(now.text).toBe("coder_unreachable-11112222 is resolved (coder_unreachable, fleet).");
    expect(before.text).toBe(`${alert_id} is resolved already, by itself (no_output, ant).`);
  });

  it("names the open ones to who asks for another", async () => {
    const { isError, text } = await callTool("resolve_alert", { alert_id: "no-such-alert" }, { history });

    expect(isError).toBe(true);
    expect(text).toMatch(
      /^not_found: There is no alert "no-such-alert"\.\nNext: Open are coder_unreachable-11112222, /,
    );
  });
});
