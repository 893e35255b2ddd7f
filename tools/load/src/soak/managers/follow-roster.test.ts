import { describe, expect, it } from "@jest/globals";
import { followRoster } from "./follow-roster.ts";
import type { ReadAnswer } from "./read-answer.ts";
import { createRoster } from "./roster.ts";
import type { ToolCall } from "./tool-call.ts";

const result = (value: unknown): ReadAnswer => ({ kind: "result", value });
const refused = (code: "not_found" | "busy"): ReadAnswer => ({ kind: "refusal", code, text: `${code}: no.` });
const show: ToolCall = { tool: "show_agent", input: { agent_name: "ant" } };
const remove: ToolCall = { tool: "delete_agent", input: { agent_name: "ant" } };

function follow(call: ToolCall, answer: ReadAnswer): readonly string[] {
  const roster = createRoster();
  roster.add("ant");
  followRoster(roster, call, answer);
  return roster.names();
}

describe("followRoster", () => {
  it("learns names from lists and creations", () => {
    const listed = result({ agents: [{ name: "bee" }, { name: "cod" }, { name: "ant" }] });

    expect(follow({ tool: "list_agents", input: {} }, listed)).toEqual(["ant", "bee", "cod"]);
    expect(
      follow({ tool: "create_agent", input: { name: "eel" } }, result({ agent: { name: "eel", status: "starting" } })),
    ).toEqual(["ant", "eel"]);
  });

  it("forgets who is gone, not who is going", () => {
    expect(follow(remove, result({ agent: { name: "ant", status: "deleted" } }))).toEqual([]);
    expect(follow(remove, result({ agent: { name: "ant", status: "deleting" } }))).toEqual(["ant"]);
  });

  it("forgets who was not found, not who was refused otherwise", () => {
    expect(follow(show, refused("not_found"))).toEqual([]);
    expect(follow(show, refused("busy"))).toEqual(["ant"]);
    expect(follow({ tool: "create_agent", input: { name: "ant" } }, refused("not_found"))).toEqual(["ant"]);
  });

  it("counts a name once", () => {
    const roster = createRoster();

    roster.add("ant");
    roster.add("ant");

    expect(roster.size()).toBe(1);
  });
});
