import { describe, expect, it } from "@jest/globals";
import { createTimeline } from "../clock/timeline.ts";
import { createVirtualClock } from "../clock/virtual-clock.ts";
import { createRandom } from "../random.ts";
import { defaultTimings } from "../timings.ts";
import { createAgentApi } from "./agent-api.ts";
import { readScript } from "./read-script.ts";

const habits = { seconds: [5, 5], mishaps: 0, pullRequests: 0 } as const;

function setUp() {
  const clock = createVirtualClock(0);
  const timeline = createTimeline(clock);
  timeline.goLive();
  const reported: string[] = [];
  const api = createAgentApi({
    timeline,
    timings: defaultTimings,
    readScript: (prompt) => readScript(prompt, habits, createRandom("api")),
    report: (state, message, uri) => reported.push([state, message, uri].filter(Boolean).join(" | ")),
    onWork: () => {},
  });
  return { clock, api, reported };
}

const lines = (content: string | undefined) => content?.split("\n").map((line) => line.trimEnd());

describe("createAgentApi", () => {
  it("is stable once its first screen has stood still for two seconds", async () => {
    const { clock, api } = setUp();

    await clock.advance(1_999);
    expect(api.isStable()).toBe(false);
    await clock.advance(1);

    expect(api.isStable()).toBe(true);
    expect(lines(api.conversation()[0]?.content)).toEqual(["Lab Agent v1.0", "Type a request. ESC interrupts."]);
  });

  it("reports working, complete and idle, and settles two seconds after idle", async () => {
    const { clock, api, reported } = setUp();
    await clock.advance(2_000);

    const sending = api.send("Add a page work=4 pr=https://git.example.com/1");
    await clock.advance(1_080);
    expect(await sending).toBe(true);
    await clock.advance(4_020 + 1_015);
    expect(reported).toEqual([
      "working | Add a page",
      "complete | Done: Add a page | https://git.example.com/1",
      "idle | Done: Add a page | https://git.example.com/1",
    ]);
    expect(api.isStable()).toBe(false);
    await clock.advance(2_000);

    expect(api.isStable()).toBe(true);
  });

  it("changes the last entry of the conversation while it works, and only that", async () => {
    const { clock, api } = setUp();
    await clock.advance(2_000);
    void api.send("  Add a page work=4\n");
    await clock.advance(1_080 + 1_500);
    const during = api.conversation();
    await clock.advance(1_000);
    const later = api.conversation();
    await clock.advance(3_000);
    const after = api.conversation();

    expect(during.map(({ id, role }) => `${id} ${role}`)).toEqual(["0 agent", "1 user", "2 agent"]);
    expect(during[1]?.content).toBe("Add a page work=4");
    expect(lines(during[2]?.content)).toEqual(["* Working on: Add a page", "  reading files / 1s"]);
    expect(lines(later[2]?.content)?.[1]).toBe("  reading files - 2s");
    expect(lines(after[2]?.content)).toEqual([
      "* Working on: Add a page",
      "  reading files \\ 3s",
      "  Edited 3 files, 41 insertions, 7 deletions.",
      "  Done: Add a page",
    ]);
    expect(after.slice(0, 2)).toEqual(during.slice(0, 2));
  });

  it("shows a first prompt on its first screen, and only at the end of it", async () => {
    const { clock, api } = setUp();
    api.start("Add a page work=2");
    await clock.advance(1_000);
    expect(api.conversation()).toHaveLength(1);
    expect(api.conversation()[0]?.content).not.toContain("Add a page");

    await clock.advance(3_000);

    expect(lines(api.conversation()[0]?.content)).toContain("> Add a page work=2");
  });

  it("stops work at ESC, whatever else is typed with it", async () => {
    const { clock, api, reported } = setUp();
    await clock.advance(2_000);
    void api.send("Add a page work=60 stuck");
    await clock.advance(3_000);

    api.sendRaw("x");
    await clock.advance(100);
    expect(reported).toEqual(["working | Add a page"]);
    api.sendRaw("\u001b");
    await clock.advance(2_018);

    expect(reported.at(-1)).toBe("idle | Interrupted: Add a page");
    expect(api.isStable()).toBe(true);
    expect(lines(api.conversation()[2]?.content)?.at(-1)).toBe("  Interrupted by user.");
  });

  it("does nothing at ESC when it rests", async () => {
    const { clock, api, reported } = setUp();
    await clock.advance(2_000);

    api.sendRaw("\u001b");
    await clock.advance(100);

    expect(reported).toEqual([]);
    expect(api.isStable()).toBe(true);
  });

  it("ends with a failure or a question when its script says so", async () => {
    const { clock, api, reported } = setUp();
    await clock.advance(2_000);
    void api.send("Add a page work=1 fail");
    await clock.advance(6_000);
    void api.send("Add a shelf work=1 ask");
    await clock.advance(6_000);

    expect(reported).toEqual([
      "working | Add a page",
      "failure | Failed: Add a page",
      "working | Add a shelf",
      "idle | Question: Shall I keep the old behaviour as well? (Add a shelf)",
    ]);
    expect(lines(api.conversation()[4]?.content)?.at(-1)).toBe(
      "  Question: Shall I keep the old behaviour as well? (Add a shelf)",
    );
  });

  it("takes up nothing after it has died", async () => {
    const { clock, api, reported } = setUp();
    await clock.advance(2_000);

    const sending = api.send("Add a page");
    api.stop();
    await clock.advance(60_000);

    expect(await sending).toBe(false);
    expect(reported).toEqual([]);
    expect(api.isAlive()).toBe(false);
  });

  it("wraps long lines at the terminal's width", async () => {
    const { clock, api } = setUp();
    await clock.advance(2_000);
    void api.send(`${"long ".repeat(20)}work=1`);
    await clock.advance(6_000);

    const widths = api
      .conversation()[2]
      ?.content.split("\n")
      .map((line) => line.length);

    expect(new Set(widths)).toEqual(new Set([80]));
  });
});
