import { describe, expect, it } from "@jest/globals";
import type { CallOptions } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { errorPage, ok, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const cancel = (name: string, options: CallOptions = anyCall(), clock = createFakeClock()) =>
  makeServices({ clock }).tasks.cancel(name, options);
const escape = 'POST /@riley/otter.main/apps/ai/message {"type":"raw","content":"\\u001b"}';
const working = makeRow({ reports: [{ state: "working", message: "Sing" }] });
const restingCli = ["running", "running", "running", "running", "running", "running", "running", "running"];

describe("TaskService.cancel", () => {
  it("interrupts an agent of the agentapi backend and waits until it rests", async () => {
    cassettes.play("tasks-given/cancel-agentapi");
    const heard: string[] = [];

    const { agent, dropped } = await cancel("finch", anyCall({ onProgress: ({ message }) => heard.push(message) }));

    expect(agent).toMatchObject({ name: "finch", status: "idle" });
    expect(dropped).toEqual([]);
    expect(heard).toEqual([
      "finch was interrupted and is coming to rest",
      "finch was interrupted and is coming to rest",
      "finch was interrupted and is coming to rest",
    ]);
  });

  it("interrupts an agent of the tasks backend by the same key", async () => {
    cassettes.play("tasks-given/cancel-tasks");

    await expect(cancel("otter")).resolves.toMatchObject({ agent: { name: "otter", status: "idle" } });
  });

  it("refuses to interrupt an agent that is idle", async () => {
    cassettes.play("tasks-given/cancel-idle");

    await expect(cancel("ant")).rejects.toMatchObject({
      code: "not_busy",
      message: 'Agent "ant" is idle: there is no task to cancel.',
      hint: "Give it work with start_agent_task.",
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("refuses to interrupt an agent that is stopped", async () => {
    cassettes.play("tasks-given/start-stopped");

    await expect(cancel("cod")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "cod" is stopped, not online.',
    });
  });

  it("interrupts an agent that reported work although its CLI waits just now", async () => {
    coder.foundByName(working);
    coder.cli("stable", "stable");
    coder.message();
    coder.seen(working);

    await expect(cancel("otter")).resolves.toMatchObject({ agent: { status: "idle" } });
    expect(writesOf(cassettes)).toEqual([escape]);
  });

  it("presses the key a second time after 4 s", async () => {
    const clock = createFakeClock();
    coder.foundByName(working);
    coder.cli("running", ...restingCli, "running", "stable");
    coder.message();
    coder.message();
    coder.seen(makeRow());

    await cancel("otter", anyCall(), clock);

    const looksBetween = cassettes.requests.findLastIndex(({ method }) => method === "POST") - 3;
    expect([writesOf(cassettes), looksBetween]).toEqual([[escape, escape], 8]);
    expect(clock.now() - Date.parse("2026-01-01T00:00:00Z")).toBe(4_500);
  });

  it("says that an agent still works 10 s after two interrupts, and what ends it for sure", async () => {
    const clock = createFakeClock();
    coder.foundByName(working);
    coder.cli("running", ...restingCli, ...restingCli, "running", "running", "running", "running");
    coder.message();
    coder.message();

    await expect(cancel("otter", anyCall(), clock)).rejects.toMatchObject({
      code: "timeout",
      message: 'Agent "otter" was interrupted but still works after 10 s.',
      hint: "Look at show_agent_log; restart_agent stops it for sure and starts a fresh conversation.",
    });
    expect(writesOf(cassettes)).toEqual([escape, escape]);
    expect(clock.now() - Date.parse("2026-01-01T00:00:00Z")).toBe(10_000);
  });

  it("does not call an agent idle that cannot be asked after the interrupt", async () => {
    coder.foundByName(makeRow());
    coder.cli("running");
    coder.message();
    coder.cliAnswers(refusal(500, "Internal error."));
    coder.cli("running", "stable");
    coder.seen(makeRow());

    await cancel("otter");

    expect(cassettes.requests.filter(({ url }) => url.endsWith("/status"))).toHaveLength(4);
  });

  it("does not call an agent idle that cannot be asked at all", async () => {
    coder.foundByName(makeRow());
    coder.cliAnswers(refusal(500, "Internal error."));

    await expect(cancel("otter")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "otter" could not be asked whether it works: its coding CLI could not be asked (other).',
      hint: "Try again in a few seconds; if it stays so, call restart_agent.",
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("sends no key to a CLI that would take it for a prompt", async () => {
    coder.foundByName(working);
    coder.cliAnswers(ok({ status: "running", transport: "acp" }));

    await expect(cancel("otter")).rejects.toMatchObject({
      code: "unsupported",
      message: 'Agent "otter" does not take keys, so its turn cannot be interrupted.',
      hint: "Wait for it to finish, or call restart_agent.",
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("shows an agent as it is when somebody stopped it meanwhile", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.seen(makeRow({ status: "stopping", build: 2 }));

    await expect(cancel("otter")).resolves.toMatchObject({ agent: { status: "stopping" } });
  });

  it("says that an agent was deleted after the interrupt", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.gone();

    await expect(cancel("otter")).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
    });
  });

  it("says that an agent was deleted before the interrupt", async () => {
    coder.foundByName(working);
    coder.cli("running");
    coder.message(errorPage(404, "Not Found"));
    coder.gone();

    await expect(cancel("otter")).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
    });
  });

  it("passes on that the interrupt was refused", async () => {
    coder.foundByName(working);
    coder.cli("running");
    coder.message(errorPage(403, "Path-based applications are disabled"));

    await expect(cancel("otter")).rejects.toMatchObject({
      code: "forbidden",
      hint: "Ask an administrator of Coder for the right, or use another project.",
    });
  });

  it("stops waiting at once when the caller goes away", async () => {
    const caller = new AbortController();
    coder.foundByName(working);
    coder.cli("running", "running");
    coder.message();
    const onProgress = () => caller.abort(new Error("gone"));

    await expect(cancel("otter", { signal: caller.signal, onProgress })).rejects.toThrow("gone");
  });
});
