import type { CallOptions, InputReceipt } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeRow } from "../../test/make-row.ts";
import { errorPage, ok, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";
import type { InputRequest } from "./to-keys.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const working = makeRow({ reports: [{ state: "working", message: "Sing" }] });
const raw = (content: string) => `POST /@riley/otter.main/apps/ai/message ${JSON.stringify({ type: "raw", content })}`;

function send(
  input: string,
  inputType: InputRequest["inputType"] = "text",
  {
    made = makeRecorded(),
    options = anyCall(),
  }: { made?: ReturnType<typeof makeRecorded>; options?: CallOptions } = {},
): Promise<InputReceipt> {
  return made.services.input.send("otter", { input, inputType }, options);
}

/** What its CLI shows at one look after the other. */
const shows = (...looks: readonly (readonly [word: string, screen: string])[]) => {
  for (const [word, screen] of looks) {
    coder.cli(word);
    const message = { id: 0, role: "agent", content: screen, time: "2026-01-01T00:00:00Z" };
    coder.messages(ok({ messages: [message] }));
  }
};

describe("InputService.send", () => {
  it("types a text and enters it while the agent works, and says what was seen before and after", async () => {
    coder.foundByName(working);
    shows(["running", "* Working"], ["running", "* Working\n> Use tabs"]);
    coder.message();
    coder.message();

    const receipt = await send("Use tabs");

    expect(receipt).toEqual({
      agent_name: "otter",
      delivered: "yes",
      sent_at: "2026-01-01T00:00:00.000Z",
      before: { status: "busy", screen: "* Working" },
      after: { status: "busy", screen: "* Working\n> Use tabs" },
    });
    expect(writesOf(cassettes)).toEqual([raw("Use tabs"), raw("\r")]);
  });

  it("waits up to 3 s for something new on the screen, and then says that there is nothing", async () => {
    coder.foundByName(working);
    shows(["running", "x"], ["running", "x"], ["running", "x"], ["running", "x"]);
    coder.message();
    const made = makeRecorded();

    const receipt = await send("down", "key", { made });

    expect(receipt.after).toEqual(receipt.before);
    expect(made.clock.sleeps).toEqual([1_000, 1_000, 1_000]);
  });

  it("sees that the agent came to rest", async () => {
    coder.foundByName(working);
    shows(["running", "x"], ["stable", "x"]);
    coder.message();

    await expect(send("escape", "key")).resolves.toMatchObject({
      before: { status: "busy" },
      after: { status: "idle" },
    });
  });

  it("shows the last twenty lines, without what a terminal hides", async () => {
    const lines = Array.from({ length: 25 }, (_, line) => `line ${line}\u001b[0m   `).join("\n");
    coder.foundByName(working);
    shows(["running", lines], ["running", "new"]);
    coder.message();

    const { before } = await send("up", "key");

    expect(before.screen.split("\n")).toEqual(Array.from({ length: 20 }, (_, line) => `line ${line + 5}`));
  });

  it("keeps the input before it is sent and what became of it, with the task it is about", async () => {
    coder.foundByName(working);
    shows(["running", "Sure?"], ["running", "Yes"]);
    coder.message();
    coder.message();
    const made = makeRecorded();
    const about = {
      subject: { workspaceId: "workspace-1" },
      occurredAt: "2026-01-01T00:00:00Z",
      origin: { actor: "x" },
    };
    const task = { task_id: "task-1", task: "Sing", origin: "ordered" } as const;
    await made.repositories.events.append([{ ...about, type: "task_started", data: task }]);

    await send("y", "answer", { made, options: anyCall({ origin: { actor: "riley" } }) });

    const [, sending, settled] = await made.events();
    expect(sending).toMatchObject({ type: "task_input_sent", origin: { actor: "riley" } });
    expect(sending?.data).toMatchObject({ input_type: "answer", input: "y", delivery: "sending", task_id: "task-1" });
    expect(settled?.data).toEqual({ ...sending?.data, delivery: "delivered" });
  });

  it("does not know what became of keys whose answer was lost, and does not send them again", async () => {
    coder.foundByName(working);
    shows(["running", "x"], ["running", "y"]);
    coder.message("network-error");
    const made = makeRecorded();

    await expect(send("tab", "key", { made })).resolves.toMatchObject({ delivered: "unknown" });
    expect(await made.told()).toEqual(["key sending", "key unknown"]);
    expect(writesOf(cassettes)).toHaveLength(1);
  });

  it("does not know what became of a text that was typed but could not be entered", async () => {
    coder.foundByName(working);
    shows(["running", "x"], ["running", "y"]);
    coder.message();
    coder.message(errorPage(403, "Forbidden"));

    await expect(send("Use tabs")).resolves.toMatchObject({ delivered: "unknown" });
    expect(writesOf(cassettes)).toEqual([raw("Use tabs"), raw("\r")]);
  });

  it("keeps that keys were refused", async () => {
    coder.foundByName(working);
    shows(["running", "x"]);
    coder.message(errorPage(403, "Forbidden"));
    const made = makeRecorded();

    await expect(send("tab", "key", { made })).rejects.toMatchObject({ code: "forbidden" });

    expect(await made.told()).toEqual(["key sending", "key refused"]);
  });

  it("keeps that nobody knows when the caller leaves between a text and its key", async () => {
    coder.foundByName(working);
    shows(["running", "x"]);
    const caller = new AbortController();
    coder.message();
    const made = makeRecorded();
    const sleep = made.clock.sleep.bind(made.clock);
    made.clock.sleep = async (ms, signal) => {
      caller.abort(new Error("gone"));
      await sleep(ms, signal);
    };

    await expect(send("Use tabs", "text", { made, options: { signal: caller.signal } })).rejects.toThrow("gone");

    expect(await made.told()).toEqual(["text sending", "text unknown"]);
  });

  it("warns of ctrl_c, and sees when the coding CLI is gone by it", async () => {
    coder.foundByName(working);
    shows(["running", "x"]);
    coder.message();
    coder.cliAnswers(errorPage(502, "Bad Gateway"));

    await expect(send("ctrl_c", "key")).resolves.toMatchObject({
      after: { status: "offline", screen: "" },
      note: expect.stringMatching(/^ctrl_c can end the coding CLI itself/),
    });
  });

  it("says of an idle agent that a text is a new prompt to it", async () => {
    coder.foundByName(makeRow());
    shows(["stable", "x"], ["running", "y"]);
    coder.message();
    coder.message();

    await expect(send("Use tabs")).resolves.toMatchObject({
      note: "It was idle, so it takes the text for a new prompt; start_agent_task gives it tasks that are kept.",
    });
  });

  it("says when it could not be asked afterwards", async () => {
    coder.foundByName(working);
    shows(["running", "x"]);
    coder.message();
    coder.cliAnswers(refusal(500, "Internal error."));
    coder.messages(ok({ messages: [] }));

    await expect(send("tab", "key")).resolves.toMatchObject({
      after: { status: "busy", screen: "" },
      note: "Its status afterwards is what was last reported: its coding CLI could not be asked (other).",
    });
  });

  it("has delivered the input also when nothing can be seen afterwards", async () => {
    coder.foundByName(working);
    shows(["running", "x"]);
    coder.message();
    coder.cli("running");
    coder.messages(refusal(429, "Too many requests."));

    await expect(send("tab", "key")).resolves.toMatchObject({
      delivered: "yes",
      after: { status: "busy", screen: "" },
      note: 'What came of it could not be seen, its status is the one before: Coder\'s rate limit is reached (asked about agent "otter").',
    });
  });

  it("refuses an agent that takes no keys, and says what to do instead", async () => {
    coder.foundByName(working);
    coder.cliAnswers(ok({ status: "running", transport: "acp" }));

    await expect(send("Use tabs")).rejects.toMatchObject({
      code: "unsupported",
      message: 'Agent "otter" does not take keys: its coding CLI runs in no terminal.',
      hint: "Wait until it is idle and tell it with start_agent_task, or call restart_agent to stop it for sure.",
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("types nothing blindly when its CLI cannot be reached", async () => {
    coder.foundByName(working);
    coder.cliAnswers(errorPage(502, "Bad Gateway"));
    coder.seen(working);

    await expect(send("Use tabs")).rejects.toMatchObject({ code: "offline" });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("types nothing blindly when its CLI cannot say whether it takes keys", async () => {
    coder.foundByName(working);
    coder.cliAnswers(refusal(500, "Internal error."));

    await expect(send("Use tabs")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "otter" could not be asked whether it works: its coding CLI could not be asked (other).',
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("is offline for a stopped agent", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));

    await expect(send("Use tabs")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "otter" is stopped, not online.',
    });
  });

  it("refuses what is no key without asking Coder", async () => {
    await expect(send("f13", "key")).rejects.toMatchObject({ code: "invalid_input" });
  });
});
