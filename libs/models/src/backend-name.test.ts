import { describe, expect, it } from "@jest/globals";
import { BackendChoice, BackendName } from "./backend-name.ts";

describe("BackendName", () => {
  it("names each way to talk to an agent, and no choice among them", () => {
    expect(BackendName.options).toEqual(["tasks", "agentapi", "chats"]);
    expect(BackendName.safeParse("auto").success).toBe(false);
  });
});

describe("BackendChoice", () => {
  it("is auto or one of the backends", () => {
    expect(BackendChoice.options).toEqual(["auto", "tasks", "agentapi", "chats"]);
    expect(BackendChoice.safeParse("tmux").success).toBe(false);
  });
});
