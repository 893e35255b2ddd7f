import type { Clock } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { createServices } from "../create-services.ts";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { refusal } from "../../test/script-coder.ts";
import { makeFleetRow, scriptFleet } from "../../test/script-fleet.ts";

const cassettes = useCassettes();
const midnight = "2026-01-01T00:00:00.000Z";

/** Services whose observer nobody runs. The clock passes a hundred times as fast, so that answers arrive while somebody waits. */
function makeUnobserved() {
  let now = Date.parse("2026-01-01T12:00:00.000Z");
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms / 100));
      now += ms;
    },
  };
  const log = makeLog();
  const repositories = makeRepositories({ clock, log });
  return { repositories, services: createServices({ repositories, clock, log, backend: "auto" }) };
}

describe("WaitService.waitFor with nobody else observing", () => {
  it("looks at the fleet itself", async () => {
    const { services, repositories } = makeUnobserved();
    await repositories.events.append([makeAdopted("otter", { status: "stopped", at: midnight })]);
    const fleet = scriptFleet(cassettes);
    fleet.lists(makeFleetRow("otter", { status: "stopped" }));
    fleet.lists(makeFleetRow("otter", { status: "stopped" }));
    fleet.lists(makeFleetRow("otter", { status: "starting" }));

    const result = await services.waiting.waitFor({ until: "any_change", timeoutSeconds: 240 }, anyCall());

    expect(result).toMatchObject({ reached: true, agents: [{ agent_name: "otter", status: "starting" }] });
  });

  it("does not take for news what happened before anybody looked", async () => {
    const { services, repositories } = makeUnobserved();
    const task = { task_id: "t", task: "Fix it", origin: "ordered" } as const;
    await repositories.events.append([
      makeAdopted("otter", { status: "busy", at: midnight }),
      makeEvent("otter-1", "task_started", task, midnight),
    ]);
    const fleet = scriptFleet(cassettes);
    const failed = makeFleetRow("otter", { reports: [{ state: "failure", message: "No space." }] });
    fleet.lists(failed);
    fleet.lists(failed);
    fleet.lists(failed);
    fleet.lists(failed);
    cassettes.answer("GET", "/api/v2/workspaceagents/machine-1/watch-metadata", refusal(403, "Forbidden."));
    cassettes.answer("GET", "/@riley/otter.main/apps/ai/messages", refusal(403, "Forbidden."));

    const result = await services.waiting.waitFor({ until: "finished", timeoutSeconds: 8 }, anyCall());

    expect(result.reached).toBe(false);
    expect(result.happened.map(({ what }) => what)).toContain('failed at its task: "No space."');
  });
});
