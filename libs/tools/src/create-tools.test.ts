import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../test/make-services.ts";
import { createQuote } from "./answers/quote.ts";
import { createTools } from "./index.ts";

const cassettes = useCassettes();

describe("createTools", () => {
  it("leaves out everything that changes something when read-only", () => {
    const services = makeServices();

    const names = createTools(services, { readOnly: true }).map(({ name }) => name);

    expect(names).toEqual([
      "list_agents",
      "show_agent",
      "show_agent_task_history",
      "show_agent_log",
      "list_agent_projects",
      "list_agent_roles",
      "get_fleet_status",
      "wait_for_agents",
      "get_fleet_digest",
      "query_events",
      "list_alerts",
    ]);
    expect(createTools(services, { readOnly: false })).toHaveLength(18);
  });

  it("leaves out the tools of other toolsets, in the same order whatever the order of the setting", () => {
    const services = makeServices();

    const names = createTools(services, { readOnly: false, toolsets: ["discovery", "tasks"] }).map(({ name }) => name);

    expect(names).toEqual([
      "start_agent_task",
      "cancel_agent_task",
      "show_agent_task_history",
      "show_agent_log",
      "list_agent_projects",
      "list_agent_roles",
      "send_agent_input",
    ]);
  });

  it("lets read-only win over a toolset", () => {
    const names = createTools(makeServices(), { readOnly: true, toolsets: ["agents"] }).map(({ name }) => name);

    expect(names).toEqual(["list_agents", "show_agent"]);
  });

  it("says of a simulated fleet that it is simulated, and of a real one nothing", async () => {
    const none = { status: 200, json: { workspaces: [], count: 0 } };
    cassettes.answer("GET", "/api/v2/workspaces?limit=100&offset=0&q=owner:me", none);
    cassettes.answer("GET", "/api/v2/workspaces?limit=100&offset=0&q=owner:me", none);
    const [real] = createTools(makeServices(), { readOnly: false });
    const [simulated] = createTools(makeServices(), { readOnly: false, isSimulated: true });
    const input = { page: 1, page_size: 50 };

    const answer = await simulated?.handle(input, anyCall());

    expect(answer).toMatchObject({ agents: [], total: 0, simulated: true });
    expect(simulated?.text(answer ?? {}, createQuote())).toBe("No agents.\nSimulated: nothing here is real.");
    expect(await real?.handle(input, anyCall())).not.toHaveProperty("simulated");
  });
});
