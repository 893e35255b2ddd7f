import { describe, expect, it } from "@jest/globals";
import { chooseCall } from "./choose-call.ts";
import { createDice } from "./dice.ts";
import { toolNames } from "./tool-call.ts";
import type { ToolCall, ToolName } from "./tool-call.ts";

const twenty = Array.from({ length: 20 }, (_, index) => `agent-${index}`);

describe("chooseCall", () => {
  it("chooses the same for the same seed", () => {
    expect(chooseMany(200, { seed: 5 })).toEqual(chooseMany(200, { seed: 5 }));
  });

  it("uses every tool sooner or later", () => {
    expect(new Set(chooseMany(1_000).map(({ tool }) => tool))).toEqual(new Set(toolNames));
  });

  it("looks around or creates when it knows nobody", () => {
    expect(new Set(chooseMany(100, { names: [] }).map(({ tool }) => tool))).toEqual(
      new Set(["list_agents", "create_agent"]),
    );
  });

  it("creates more than it deletes while agents are wanting, and the other way round", () => {
    const few = chooseMany(1_000, { wanted: 80 });
    const many = chooseMany(1_000, { wanted: 5 });

    expect(count(few, "create_agent")).toBeGreaterThan(3 * count(few, "delete_agent"));
    expect(count(many, "delete_agent")).toBeGreaterThan(3 * count(many, "create_agent"));
  });

  it("never uses a name or a task again", () => {
    const calls = chooseMany(1_000);
    const texts = calls.flatMap(({ input }) => [input.name ?? [], input.task ?? []].flat());

    expect(texts.length).toBeGreaterThan(100);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("goes to the first few agents more often, to meet others there", () => {
    const calls = chooseMany(2_000).filter(({ input }) => input.agent_name !== undefined);
    const crowded = calls.filter(({ input }) => twenty.slice(0, 6).includes(String(input.agent_name)));

    expect(crowded.length / calls.length).toBeGreaterThan(0.4);
  });

  it("asks for an agent that is not there now and then", () => {
    expect(chooseMany(1_000).some(({ input }) => input.agent_name === "nobody-here")).toBe(true);
  });

  it("hangs up on some calls and waits for most", () => {
    const impatient = chooseMany(1_000).filter(({ hangsUpAfterMs }) => hangsUpAfterMs !== undefined);

    expect(impatient.length).toBeGreaterThan(40);
    expect(impatient.length).toBeLessThan(160);
  });

  it("names agents as new agents may be named", () => {
    const names = chooseMany(1_000).flatMap(({ input }) => input.name ?? []);

    expect(names.filter((name) => !/^[a-z0-9-]{1,20}$/.test(String(name)))).toEqual([]);
  });
});

interface Wish {
  readonly seed?: number;
  readonly names?: readonly string[];
  readonly wanted?: number;
}

function chooseMany(calls: number, { seed = 1, names = twenty, wanted = 20 }: Wish = {}): ToolCall[] {
  let labels = 0;
  const dice = createDice(seed);
  const nextLabel = () => `m0-${(labels += 1)}`;
  return Array.from({ length: calls }, () => chooseCall(dice, { names, wanted, nextLabel }));
}

const count = (calls: readonly ToolCall[], tool: ToolName) => calls.filter((call) => call.tool === tool).length;
