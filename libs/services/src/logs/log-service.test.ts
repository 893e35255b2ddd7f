import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { errorPage, ok, refusal, scriptCoder } from "../../test/script-coder.ts";
import type { LogFilter } from "./log-service.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const show = (name: string, filter: Partial<LogFilter> = {}, page = { page: 1, page_size: 20 }) =>
  makeServices().logs.show(name, { source: "conversation", ...filter }, page, anyCall());

/** Messages of otter's, oldest first, a minute apart. */
function said(...contents: readonly string[]) {
  coder.foundByName(makeRow());
  const messages = contents.map((content, id) => ({
    id,
    content,
    role: id % 2 === 0 ? "agent" : "user",
    time: `2026-01-01T00:0${id}:00Z`,
  }));
  coder.messages(ok({ messages }));
}

describe("LogService.show", () => {
  it("shows the conversation of an agent of the tasks backend, newest first, without the terminal's padding", async () => {
    cassettes.play("logs/show-tasks");

    const { entries, total } = await show("ant");

    expect(entries.at(-1)).toMatchObject({
      from: "agent",
      text: expect.stringMatching(/^Lab Agent v1[.]0\nType a request[.] ESC interrupts[.]/),
    });
    expect(entries.every(({ text }) => !/[ \t]$/m.test(text))).toBe(true);
    expect(total).toBe(entries.length);
  });

  it("shows the conversation of an agent of the agentapi backend, newest first", async () => {
    cassettes.play("logs/show-agentapi");

    const { entries } = await show("finch");

    expect(entries.map(({ from }) => from)).toEqual(["agent", "user", "agent"]);
    expect(entries[1]?.text).toBe("Add a tutorial work=8");
  });

  it("shows what a failed start printed, newest first", async () => {
    cassettes.play("logs/show-build");

    const { entries } = await show("newt", { source: "build" });

    expect(entries.map(({ from, text }) => `${from} ${text}`)).toEqual([
      "build [Cleaning Up]",
      "build docker_container.dev: Creating...",
      "build [Starting workspace]",
      "build [Setting up]",
    ]);
  });

  it("shows that Coder has kept nothing of a stopped agent", async () => {
    cassettes.play("logs/show-stopped");

    await expect(show("cod")).resolves.toMatchObject({ entries: [], total: 0 });
  });

  it("removes escape sequences, invisible characters and empty entries", async () => {
    said("\u001b[31mred\u001b[0m\u200b and \u202eplain   \n\n", "\u001b[2J  ");

    const { entries } = await show("otter");

    expect(entries).toEqual([{ from: "agent", time: "2026-01-01T00:00:00Z", text: "red and plain" }]);
  });

  it("cuts an entry to its last 8,000 characters and counts what is left out", async () => {
    said(`${"a".repeat(5)}${"b".repeat(8_000)}`);

    const { entries } = await show("otter");

    expect(entries).toMatchObject([{ text: "b".repeat(8_000), omitted_characters: 5 }]);
  });

  it("leaves an entry of 8,000 characters whole", async () => {
    said("b".repeat(8_000));

    const { entries } = await show("otter");

    expect(entries[0]).not.toHaveProperty("omitted_characters");
  });

  it.each([
    ["at the beginning", 0, 9_500],
    ["in the middle", 9_000, 500],
  ])("shows what was looked for %s of a long entry, and counts what is left out", async (_, before, behind) => {
    said(`${"a".repeat(before)}needle${"b".repeat(behind)}`);

    const { entries } = await show("otter", { contains: "needle" });

    const shown = Math.min(behind, 1_000);
    const from = Math.max(before + 6 + shown - 8_000, 0);
    expect(entries[0]?.text).toMatch(new RegExp(`^a*needleb{${shown}}$`));
    expect(entries[0]?.text).toHaveLength(before + 6 + shown - from);
    expect(entries[0]?.omitted_characters ?? 0).toBe(from);
    expect(entries[0]?.omitted_after ?? 0).toBe(behind - shown);
  });

  it("keeps entries that contain a text, without regard to case, also in what is cut off", async () => {
    said(`needle ${"x".repeat(8_000)}`, "hay", "NEEDLE again");

    const { entries, total } = await show("otter", { contains: "Needle" });

    expect(entries.map(({ time }) => time)).toEqual(["2026-01-01T00:02:00Z", "2026-01-01T00:00:00Z"]);
    expect(total).toBe(2);
  });

  it("keeps entries with a line that matches a pattern", async () => {
    said("all fine", "went on\nerror: it timed out", "Error: none");

    const { entries, total } = await show("otter", { contains: "/^error: .*out$/i" });

    expect(entries.map(({ time }) => time)).toEqual(["2026-01-01T00:01:00Z"]);
    expect(total).toBe(1);
  });

  it("refuses a pattern that it does not understand, without asking Coder", async () => {
    await expect(show("otter", { contains: "/(?=x)/" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("keeps lines of a build that are at least that bad", async () => {
    coder.foundByName(makeRow());
    const line = (log_level: string) => ({
      id: 1,
      created_at: "2026-01-01T00:00:00Z",
      log_source: "provisioner",
      log_level,
      stage: "Planning",
      output: "hm",
    });
    cassettes.answer(
      "GET",
      "/api/v2/workspacebuilds/build-1/logs",
      ok([line("debug"), line("info"), line("warn"), line("error")]),
    );

    const { entries } = await show("otter", { source: "build", level: "warn" });

    expect(entries).toEqual([
      { from: "build", time: "2026-01-01T00:00:00Z", text: "error: hm" },
      { from: "build", time: "2026-01-01T00:00:00Z", text: "warn: hm" },
    ]);
  });

  it("refuses a level for a conversation, which has none, without asking Coder", async () => {
    await expect(show("otter", { level: "error" })).rejects.toMatchObject({
      code: "invalid_input",
      message: "A conversation has no levels.",
      hint: 'Leave level out, or use it with source "build".',
    });
  });

  it("keeps entries from a time on", async () => {
    said("one", "two", "three");

    const { entries } = await show("otter", { since: "2026-01-01T01:01:00+01:00" });

    expect(entries.map(({ text }) => text)).toEqual(["three", "two"]);
  });

  it("refuses a time that is none, without asking Coder", async () => {
    await expect(show("otter", { since: "yesterday" })).rejects.toMatchObject({
      code: "invalid_input",
      message: 'since is "yesterday", which is no time.',
      hint: "Use RFC 3339, for example 2026-01-31T09:30:00Z.",
    });
  });

  it("cuts pages and counts all of it", async () => {
    said("one", "two", "three");

    const { entries, ...info } = await show("otter", {}, { page: 2, page_size: 1 });

    expect(entries.map(({ text }) => text)).toEqual(["two"]);
    expect(info).toEqual({ total: 3, page: 2, page_size: 1, has_next: true, has_previous: true });
  });

  it("says of a stopped agent where its conversation lives", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));

    await expect(show("otter")).rejects.toMatchObject({
      code: "offline",
      message: expect.stringContaining('agent "otter" cannot be reached'),
      hint: 'It is stopped: its conversation lives on its machine. Use source "build" to see what its build printed, or restart_agent.',
    });
  });

  it("says of an online agent whose CLI does not answer what to try", async () => {
    coder.foundByName(makeRow());
    coder.messages(errorPage(502, "Bad Gateway"));

    await expect(show("otter")).rejects.toMatchObject({
      code: "offline",
      hint: "Try again in a few seconds; if it stays so, call restart_agent.",
    });
  });

  it("points to list_agents when the agent is not there", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", refusal(404, "Resource not found"));

    await expect(show("otter")).rejects.toMatchObject({
      code: "not_found",
      hint: "Call list_agents to see the names.",
    });
  });

  it("passes on that the build's log may not be read", async () => {
    coder.foundByName(makeRow());
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/logs", refusal(403, "Forbidden."));

    await expect(show("otter", { source: "build" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
