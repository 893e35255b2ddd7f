import { describe, expect, it } from "@jest/globals";
import { makeTools } from "../test/make-tools.ts";
import { chooseTools } from "./choose-tools.ts";
import { forRights } from "./for-rights.ts";

describe("forRights", () => {
  it("gives a caller that may only read nothing that changes something, and says what stands against it", () => {
    const { tools, leftOut } = forRights({ tools: makeTools(), leftOut: [] }, "read");

    expect(tools.map(({ name }) => name)).toEqual(makeTools({ readOnly: true }).map(({ name }) => name));
    expect(leftOut.map(({ tool, code }) => [tool.name, code])).toEqual([
      ["create_agent", "forbidden"],
      ["start_agent_task", "forbidden"],
      ["cancel_agent_task", "forbidden"],
      ["delete_agent", "forbidden"],
      ["restart_agent", "forbidden"],
      ["resolve_alert", "forbidden"],
      ["send_agent_input", "forbidden"],
    ]);
  });

  it("gives a caller that may write everything", () => {
    const offered = { tools: makeTools(), leftOut: [] };

    expect(forRights(offered, "write")).toEqual(offered);
  });

  it.each(["read", "write"] as const)("keeps why a server has no such tool from nobody, with rights %s", (rights) => {
    const { leftOut } = forRights(chooseTools(makeTools(), { readOnly: true }), rights);

    expect(leftOut.map(({ tool, code }) => [tool.name, code])).toContainEqual(["delete_agent", "unsupported"]);
    expect(leftOut).toHaveLength(7);
  });
});
