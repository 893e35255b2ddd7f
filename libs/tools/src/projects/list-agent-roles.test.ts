import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";

const cassettes = useCassettes();

describe("list_agent_roles", () => {
  it("shows the roles of a project, asked for by its display name", async () => {
    cassettes.play("projects/list-roles");

    const { structured, text } = await callTool("list_agent_roles", { project: "shop backend" });

    expect(structured).toEqual({
      project: "shop-backend",
      roles: [
        { name: "coder", description: "Writes code.", is_default: true },
        { name: "reviewer", description: "Reviews pull requests.", is_default: false },
        { name: "tester", description: "", is_default: false },
      ],
    });
    expect(text).toBe("shop-backend: 3 roles\ncoder (default): Writes code.\nreviewer: Reviews pull requests.\ntester");
  });

  it("says why a project cannot be used", async () => {
    cassettes.play("projects/find-unusable");

    const { isError, text } = await callTool("list_agent_roles", { project: "bare-vm" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'unsupported: Project "bare-vm" cannot run an agent: its template does not support Coder tasks and has no parameter "ai_prompt" (or "AI Prompt") for the task.\n' +
        "Next: Call list_agent_projects to see the usable ones, or ask the template's owner to add what is missing.",
    );
  });

  it("asks for the project when it is missing", async () => {
    const { text } = await callTool("list_agent_roles");

    expect(text).toBe(
      "invalid_input: The input does not fit list_agent_roles: project is missing, it must be text.\n" +
        "Next: Correct this and call list_agent_roles again.",
    );
  });
});
