import { describe, expect, it } from "@jest/globals";
import { judgeChats } from "./judge-chats.ts";
import type { ChatEvidence } from "./judge-chats.ts";

type ChatFacts = Partial<ChatEvidence["chats"][number]>;

const makeChat = (facts: ChatFacts = {}): ChatEvidence["chats"][number] => ({
  id: "c1",
  workspaceId: "w1",
  labels: { "fleet-mcp/agent": "ant" },
  status: "waiting",
  isArchived: false,
  prompts: [{ text: "Sing", atMs: 1 }],
  queued: [],
  interrupts: [],
  ...facts,
});
const makeFleet = (transition: string) => [
  { workspaceId: "w1", name: "ant", transition, job: "succeeded", isReady: true },
];
const gone = { truth: [{ workspaceId: "w1", name: "ant", isDeleted: true }], fleet: [] };
const line = (message: string) => `{"level":"warn","message":"${message}","agent":"ant"}`;

function judge(evidence: Partial<Omit<ChatEvidence, "told">> & { told?: Partial<ChatEvidence["told"]> } = {}) {
  return judgeChats({
    chats: [makeChat()],
    truth: [{ workspaceId: "w1", name: "ant", isDeleted: false }],
    fleet: makeFleet("start"),
    log: [],
    ...evidence,
    told: { queued: [], halted: new Set(), ...evidence.told },
  });
}

describe("judgeChats", () => {
  it("finds nothing wrong with one chat that was left alone", () => {
    expect(judge()).toEqual([]);
  });

  it("finds a second chat of the same agent, and leaves alone those that are nobody's", () => {
    expect(judge({ chats: [makeChat(), makeChat({ id: "c2" })] })).toEqual([
      { check: "agent has two chats", what: "ant has 2" },
    ]);
    expect(judge({ chats: [makeChat(), makeChat({ workspaceId: undefined })] })).toEqual([]);
  });

  it("finds a queued prompt that is neither given nor waiting", () => {
    const queued = [{ agent: "Ant", prompt: "Dance " }];

    expect(judge({ told: { queued } })).toEqual([
      { check: "queued prompt lost", what: 'Ant never got "Dance ", its receipt said queued' },
    ]);
    expect(judge({ told: { queued }, chats: [makeChat({ queued: ["Dance"] })] })).toEqual([]);
    expect(judge({ told: { queued }, chats: [makeChat({ prompts: [{ text: "Dance", atMs: 2 }] })] })).toEqual([]);
    expect(judge({ told: { queued, halted: new Set(["ant"]) } })).toEqual([]);
  });

  it("finds an interrupt that nobody asked for", () => {
    const chats = [makeChat({ interrupts: [5] })];

    expect(judge({ chats })).toMatchObject([{ check: "chat interrupted unasked" }]);
    expect(judge({ chats, told: { halted: new Set(["ant"]) } })).toEqual([]);
  });

  it("finds a chat that goes on without its agent, unless the server says that it had to", () => {
    expect(judge({ ...gone, chats: [makeChat({ status: "running" })] })).toEqual([
      { check: "chat survives its agent", what: "ant is deleted, its chat is running" },
    ]);
    expect(judge({ ...gone, log: [line("a chat did not come to rest and is deleted with its workspace")] })).toEqual(
      [],
    );
    expect(judge({ ...gone, chats: [makeChat({ isArchived: true })] })).toEqual([]);
  });

  it("finds an agent whose chat is archived, unless it is being deleted or the server could not help it", () => {
    const chats = [makeChat({ isArchived: true })];

    expect(judge({ chats })).toEqual([{ check: "agent lost its chat", what: "ant is there, its chat is archived" }]);
    expect(judge({ chats, fleet: makeFleet("delete") })).toEqual([]);
    expect(judge({ chats, log: [line("a chat could not be taken out of the archive")] })).toEqual([]);
  });
});
