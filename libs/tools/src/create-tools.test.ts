import { describe, expect, it } from "@jest/globals";
import { makeServices } from "../test/make-services.ts";
import { createTools } from "./index.ts";

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
    ]);
    expect(createTools(services, { readOnly: false })).toHaveLength(11);
  });
});
