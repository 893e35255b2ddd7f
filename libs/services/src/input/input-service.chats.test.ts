import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeServices } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { ok, scriptCoder, writesOf } from "../../test/script-coder.ts";
import type { InputRequest } from "./to-keys.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const chats = scriptChats(cassettes);
const running = makeChat({ status: "running" });
const queued = ok({ queued: true, queued_message: { id: 7, created_at: "", content: [] } });

const send = (input: string, inputType: InputRequest["inputType"] = "text") =>
  makeServices().input.send("otter", { input, inputType }, anyCall());

/** The chat at each look, and what its agent said last by then. */
function shows(...looks: readonly (readonly [chat: ReturnType<typeof makeChat>, said: string])[]) {
  for (const [chat, text] of looks) {
    chats.seen(chat);
    const message = { id: 1, created_at: "2026-01-01T00:00:00Z", role: "assistant", content: [{ type: "text", text }] };
    cassettes.answer("GET", "/api/v2/chats/chat-1/messages?limit=50", ok({ messages: [message] }));
  }
}

beforeEach(() => {
  chats.offered();
  coder.foundByName(makeMachineRow());
  chats.found(running);
});

describe("InputService.send to a chat", () => {
  it("queues a text while the agent works, and says so", async () => {
    shows([running, "Looking"], [running, "Found it"]);
    chats.sent(queued);

    await expect(send(" Use tabs ")).resolves.toMatchObject({
      delivered: "queued",
      before: { status: "busy", screen: "Looking" },
      after: { status: "busy", screen: "Found it" },
      note: expect.stringContaining("queued and comes next"),
    });
    expect(writesOf(cassettes)).toEqual([
      expect.stringMatching(/"text":"Use tabs".*"busy_behavior":"queue"|"busy_behavior":"queue".*"text":"Use tabs"/),
    ]);
  });

  it("stops what it works on by escape", async () => {
    shows([running, "Looking"], [makeChat(), "Looking"]);
    chats.interrupted();

    await expect(send("escape", "key")).resolves.toMatchObject({
      delivered: "yes",
      before: { status: "busy" },
      after: { status: "idle" },
    });
  });

  it.each([
    ["enter", "key"],
    ["ctrl_c", "key"],
    ["y", "answer"],
  ] as const)("takes no terminal's %s, and says what it takes", async (input, inputType) => {
    shows([running, "Looking"]);

    await expect(send(input, inputType)).rejects.toMatchObject({
      code: "unsupported",
      hint: expect.stringContaining("input_type text"),
    });
    expect(writesOf(cassettes)).toEqual([]);
  });
});
