import { describe, expect, it } from "@jest/globals";
import { callLine } from "./call-line.ts";

describe("callLine", () => {
  it("shows the tool with its input", () => {
    const call = { tool: "create_agent", input: { name: "ada", task: 'Say "hi"', wait_seconds: 45 } };

    expect(callLine(call)).toBe('create_agent { name: "ada", task: "Say \\"hi\\"", wait_seconds: 45 }');
  });

  it("shows an empty input as such", () => {
    expect(callLine({ tool: "list_agents", input: {} })).toBe("list_agents {}");
  });
});
