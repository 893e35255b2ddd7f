import { describe, expect, it } from "@jest/globals";
import { useCassettes } from "@fleet-mcp/testing";
import { callTool } from "../../test/call-tool.ts";
import { unquoted } from "../../test/unquoted.ts";

const cassettes = useCassettes();

describe("show_agent_log", () => {
  it("shows the newest entry of the conversation of an agent on the tasks backend", async () => {
    cassettes.play("logs/show-tasks");

    const { structured, text } = await callTool("show_agent_log", { agent_name: "ant" });

    expect(structured).toEqual({
      entries: [{ from: "agent", time: "2026-01-01T00:00:03.394Z", text: screen }],
      total: 1,
      page: 1,
      page_size: 1,
      has_next: false,
      has_previous: false,
    });
    expect(unquoted(text)).toBe(`[agent 2026-01-01T00:00:03.394Z]\n${screen}\n1 of 1 entries, page 1.`);
  });

  it("shows prompts and screens of an agent on the agentapi backend, newest first", async () => {
    cassettes.play("logs/show-agentapi");

    const { structured } = await callTool("show_agent_log", { agent_name: "finch", page_size: 2 });

    expect(structured).toMatchObject({
      entries: [
        { from: "agent", text: "* Working on: Add a tutorial\n  reading files | 0s\n  Interrupted by user." },
        { from: "user", text: "Add a tutorial work=8" },
      ],
      total: 3,
      has_next: true,
    });
  });

  it("keeps the entries that contain a text", async () => {
    cassettes.play("logs/show-agentapi");

    const { text } = await callTool("show_agent_log", { agent_name: "finch", contains: "ADD A TUTORIAL work=8" });

    expect(unquoted(text)).toMatch(/^\[user \S+\]\nAdd a tutorial work=8\n1 of 1 entries, page 1\.$/);
  });

  it("keeps the entries that a pattern fits", async () => {
    cassettes.play("logs/show-agentapi");

    const { text } = await callTool("show_agent_log", { agent_name: "finch", contains: "/^add a .* work=\\d/i" });

    expect(unquoted(text)).toMatch(/^\[user \S+\]\nAdd a tutorial work=8\n1 of 1 entries, page 1\.$/);
  });

  it("keeps what a build printed of a level, and knows none in conversations", async () => {
    cassettes.play("logs/show-build");

    const { structured } = await callTool("show_agent_log", { agent_name: "newt", source: "build", level: "error" });
    const { text } = await callTool("show_agent_log", { agent_name: "newt", level: "error" });

    expect(structured).toMatchObject({ total: 0 });
    expect(text).toMatch(/^invalid_input: /);
  });

  it("keeps the entries from a time on", async () => {
    cassettes.play("logs/show-agentapi");

    const { text } = await callTool("show_agent_log", { agent_name: "finch", since: "2026-01-01T00:00:07Z" });

    expect(unquoted(text)).toMatch(/^\[agent \S+\]\n\* Working on: Add a tutorial\n[^]*\n1 of 1 entries, page 1\.$/);
  });

  it("shows what a build printed", async () => {
    cassettes.play("logs/show-build");

    const { text } = await callTool("show_agent_log", { agent_name: "newt", source: "build", page_size: 2 });

    expect(unquoted(text)).toBe(
      "[build 2026-01-01T00:00:00.056Z]\n[Cleaning Up]\n\n" +
        "[build 2026-01-01T00:00:00.056Z]\ndocker_container.dev: Creating...\n" +
        "2 of 4 entries, page 1. Next: page 2, page_size 2.",
    );
  });

  it("shows the end of a long entry and says how much is left out before it", async () => {
    cassettes.play("tools/find-idle");
    const long = { id: 0, type: "output", time: "2026-01-01T00:00:03Z", content: `${"x".repeat(8_500)} the end` };
    cassettes.answer("GET", `/api/v2/tasks/me/${task}/logs`, { status: 200, json: { logs: [long] } });

    const { structured, text } = await callTool("show_agent_log", { agent_name: "ant" });

    expect(structured).toMatchObject({ entries: [{ omitted_characters: 6_508 }] });
    expect(unquoted(text)).toMatch(/^\[agent \S+\] \(6508 characters before this left out\)\nx{1992} the end\n/);
    expect(text).toContain('page_size 1 with detail "full" shows the most of an entry');
  });

  it("shows where a word was found, and says what is left out on both sides", async () => {
    cassettes.play("tools/find-idle");
    const content = `${"x".repeat(3_000)} needle ${"y".repeat(3_000)}`;
    const long = { id: 0, type: "output", time: "2026-01-01T00:00:03Z", content };
    cassettes.answer("GET", `/api/v2/tasks/me/${task}/logs`, { status: 200, json: { logs: [long] } });

    const { text } = await callTool("show_agent_log", { agent_name: "ant", contains: "needle" });

    expect(unquoted(text)).toMatch(
      /^\[agent \S+\] \(2007 characters before and 2001 characters after this left out\)\nx{993} needle y{999}\n/,
    );
  });

  it("shows four times as much in full", async () => {
    cassettes.play("tools/find-idle");
    const long = { id: 0, type: "output", time: "2026-01-01T00:00:03Z", content: `${"x".repeat(8_500)} the end` };
    cassettes.answer("GET", `/api/v2/tasks/me/${task}/logs`, { status: 200, json: { logs: [long] } });

    const { structured } = await callTool("show_agent_log", { agent_name: "ant", detail: "full" });

    expect(structured).toMatchObject({
      entries: [{ omitted_characters: 508, text: expect.stringMatching(/^x{7992} the end$/) }],
    });
  });

  it("says so when nothing was kept", async () => {
    cassettes.play("logs/show-stopped");

    const { text } = await callTool("show_agent_log", { agent_name: "cod" });

    expect(text).toBe("No entries.");
  });

  it("shows how to write a time when it cannot be read", async () => {
    const { isError, text } = await callTool("show_agent_log", { agent_name: "ant", since: "yesterday" });

    expect(isError).toBe(true);
    expect(text).toBe(
      'invalid_input: since is "yesterday", which is no time.\nNext: Use RFC 3339, for example 2026-01-31T09:30:00Z.',
    );
  });
});

const task = "00000000-0000-4000-8000-000000000018";
const screen = `Lab Agent v1.0
Type a request. ESC interrupts.

> Fix the login bug work=2
* Working on: Fix the login bug
  reading files / 1s
  Edited 3 files, 41 insertions, 7 deletions.
  Done: Fix the login bug`;
