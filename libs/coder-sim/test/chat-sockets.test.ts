import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { createChatStage } from "./chat-stage.ts";
import { labModel } from "./reality/lab-model.ts";
import { recordingsFolder } from "./reality/recording.ts";

const Frame = z.object({ type: z.string(), data: z.unknown().optional() });
const Recording = z.object({ sockets: z.array(z.object({ frames: z.array(Frame) })) });
const Change = z.object({
  kind: z.string(),
  chat: z.object({
    title: z.string(),
    status: z.string(),
    last_turn_summary: z.string().nullable(),
    archived: z.boolean(),
    has_unread: z.boolean(),
  }),
});
const Text = z.object({ text: z.string() });
const Event = z.object({
  type: z.string(),
  status: z.object({ status: z.string() }).optional(),
  message: z.object({ role: z.string(), content: z.array(Text) }).optional(),
  message_part: z.object({ role: z.string(), part: Text, seq: z.number() }).optional(),
  queued_messages: z.array(z.object({ content: z.array(Text) })).optional(),
});

const path = new URL("coder-2.35/chat-sockets.json", recordingsFolder);
const recorded = Recording.parse(JSON.parse(readFileSync(path, "utf8"))).sockets.map(({ frames }) =>
  frames.filter(({ type }) => type === "text").map(({ data }) => (typeof data === "string" ? JSON.parse(data) : data)),
);

/** When what is shown of an unfinished message is void is the dashboard's business. */
const toEvents = (frames: readonly unknown[]) =>
  z
    .array(z.array(Event))
    .parse(frames)
    .flat()
    .filter(({ type }) => type !== "preview_reset");

describe("the sockets of chats, held to what a real Coder sent", () => {
  const sent: { watch: unknown[]; stream: unknown[] } = { watch: [], stream: [] };

  /** The same calls, at the same distances. */
  beforeAll(async () => {
    const stage = await createChatStage({ chatModel: labModel });
    const open = async (place: string, frames: unknown[]) => {
      const headers = { "coder-session-token": stage.sim.token, upgrade: "websocket" };
      const { socket } = await stage.sim.handle({ method: "GET", url: `/api/v2/chats${place}`, headers, body: "" });
      socket?.((text) => frames.push(JSON.parse(text)));
    };
    await open("/watch", sent.watch);
    const id = await stage.create("Say hello", { client_type: "api" });
    await open(`/${id}/stream`, sent.stream);
    await stage.clock.advance(2_530);
    await stage.send(id, "Count work=2");
    await stage.clock.advance(815);
    await stage.send(id, "Queued one");
    await stage.clock.advance(4_520);
    await stage.send(id, "Long work=30");
    await stage.clock.advance(1_520);
    await stage.call("POST", `/${id}/interrupt`);
    await stage.clock.advance(1_510);
    await stage.call("PATCH", `/${id}`, { archived: true });
    stage.sim.close();
  });

  it("tells the same changes of a chat, in the same order", () => {
    expect(z.array(Change).parse(sent.watch)).toEqual(z.array(Change).parse(recorded[0]));
  });

  it("streams the same events of a chat, in the same order", () => {
    expect(toEvents(sent.stream)).toEqual(toEvents(recorded[1] ?? []));
  });
});
