import { silentLogger } from "@fleet-mcp/models";
import type { AgentRecord } from "@fleet-mcp/repositories";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeRecord } from "../../test/make-record.ts";
import { createPullRequestRepository } from "./pull-request-repository.ts";

const cassettes = useCassettes();
const url = "https://github.com/acme/web/pull/7";
const reported = "https://github.com/acme/web/pull/6";

const agent = (over: Partial<AgentRecord> = {}): AgentRecord => ({ ...makeRecord(), ...over });
const path = (id = "agent-1") => `/api/v2/workspaceagents/${id}/watch-metadata`;

/** The machine publishes these once more. */
function publishes(values: Readonly<Record<string, string>>, id?: string): void {
  const items = Object.entries(values).map(([key, value]) => ({
    result: { value, error: "" },
    description: { key: `fleet_mcp_${key}` },
  }));
  const text = `event: data\ndata: ${JSON.stringify(items)}\n\n`;
  cassettes.answer("GET", path(id), { status: 200, text, headers: { "content-type": "text/event-stream" } });
}

function make() {
  const warnings: unknown[] = [];
  const log = { ...silentLogger, warn: (_: string, data?: unknown) => void warnings.push(data) };
  const clock = createFakeClock();
  return { pullRequests: createPullRequestRepository({ coder: makeCoder(), clock, log }), clock, warnings };
}

describe("PullRequestRepository.known", () => {
  it("asks the machine, and again after a minute", async () => {
    const { pullRequests, clock } = make();
    publishes({ pull_request_url: url, pull_request_status: "open" });

    const first = await pullRequests.known([agent()], anyCall());
    clock.advance(59_999);
    const second = await pullRequests.known([agent()], anyCall());
    publishes({ pull_request_url: url, pull_request_status: "merged" });
    clock.advance(1);
    const third = await pullRequests.known([agent()], anyCall());

    expect([...first]).toEqual([["workspace-1", { url, status: "open" }]]);
    expect(second).toEqual(first);
    expect(third.get("workspace-1")).toEqual({ url, status: "merged" });
  });

  it("asks sooner about an agent that somebody looks at", async () => {
    const { pullRequests, clock } = make();
    publishes({ pull_request_url: url, pull_request_check_status: "pending" });
    publishes({ pull_request_url: url, pull_request_check_status: "passing" });
    await pullRequests.known([agent()], anyCall());
    clock.advance(5_000);

    const looked = await pullRequests.known([agent()], anyCall(), { maxAgeMs: 5_000 });

    expect(looked.get("workspace-1")).toEqual({ url, check_status: "passing" });
  });

  it("counts the link of a report where the machine publishes none", async () => {
    const { pullRequests } = make();
    publishes({ pull_request_status: "open" });
    const reports = [{ state: "working" as const, message: "", at: "2026-01-01T00:00:00Z", link: reported }];

    const known = await pullRequests.known([agent({ reports })], anyCall());

    expect(known.get("workspace-1")).toEqual({ url: reported, status: "open" });
  });

  it("asks no machine that is not online, and still knows what it published", async () => {
    const { pullRequests, clock } = make();
    publishes({ pull_request_url: url });
    await pullRequests.known([agent()], anyCall());
    clock.advance(60_000);
    const stopped = agent({ summary: { ...makeRecord().summary, status: "stopped" } });

    const known = await pullRequests.known([stopped, agent({ workspaceAgentId: undefined })], anyCall());

    expect([...known]).toEqual([["workspace-1", { url }]]);
  });

  it("keeps the last answer while the machine cannot be asked, and leaves it alone for a minute", async () => {
    const { pullRequests, clock } = make();
    publishes({ pull_request_url: url });
    await pullRequests.known([agent()], anyCall());
    cassettes.answer("GET", path(), { status: 403, json: { message: "Forbidden." } });
    clock.advance(60_000);

    const known = await pullRequests.known([agent()], anyCall());
    clock.advance(30_000);
    await pullRequests.known([agent()], anyCall(), { maxAgeMs: 5_000 });

    expect(known.get("workspace-1")).toEqual({ url });
  });

  it("drops invalid values, and warns once about the same ones", async () => {
    const { pullRequests, clock, warnings } = make();
    for (const status of ["almost", "almost", "nearly"]) {
      publishes({ pull_request_url: url, pull_request_status: status });
      await pullRequests.known([agent()], anyCall());
      clock.advance(60_000);
    }

    const known = await pullRequests.known(
      [agent({ summary: { ...makeRecord().summary, status: "stopped" } })],
      anyCall(),
    );

    expect(known.get("workspace-1")).toEqual({ url });
    expect(warnings).toEqual([{ agent: "ant", keys: "pull_request_status" }]);
  });

  it("asks nobody any more after 2 s, and goes on with the others in the next call", async () => {
    const { pullRequests, clock } = make();
    const fleet = Array.from({ length: 9 }, (_, index) =>
      agent({ workspaceId: `w-${index}`, workspaceAgentId: `agent-${index}` }),
    );
    for (const { workspaceAgentId: id } of fleet) publishes({ pull_request_url: url }, id);
    // Asked once for the call and once for each of the eight that begin together; whoever asks after that is late.
    let asked = 0;
    const late = { now: () => (++asked > 9 ? clock.now() + 2_000 : clock.now()) };
    const patient = createPullRequestRepository({ coder: makeCoder(), clock: late, log: console });

    const first = await patient.known(fleet, anyCall());
    const second = await patient.known(fleet, anyCall());

    expect(first.size).toBe(8);
    expect(second.size).toBe(9);
    expect(await pullRequests.known([], anyCall())).toEqual(new Map());
  });

  it("ends with its caller", async () => {
    const { pullRequests } = make();
    cassettes.answer("GET", path(), "hang");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("the caller left")), 20);

    await expect(pullRequests.known([agent()], { signal: caller.signal })).rejects.toThrow("the caller left");
  });
});

describe("PullRequestRepository.learn", () => {
  it("takes what was just read elsewhere for its own, and spares the machine for a minute", async () => {
    const { pullRequests, clock, warnings } = make();

    const found = pullRequests.learn(agent(), { pull_request_url: url, pull_request_status: "merged" });
    clock.advance(59_999);
    const known = await pullRequests.known([agent()], anyCall());

    expect(found).toEqual({ url, status: "merged" });
    expect(known.get("workspace-1")).toEqual(found);
    expect(warnings).toEqual([]);
  });

  it("knows nothing of an agent without a machine but its reports", () => {
    const { pullRequests } = make();

    expect(pullRequests.learn(agent({ workspaceAgentId: undefined }), { pull_request_url: url })).toBeUndefined();
  });
});
