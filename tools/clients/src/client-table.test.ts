import { describe, expect, it } from "@jest/globals";
import { clientTable } from "./client-table.ts";

const client = {
  title: "Some client",
  packageName: "some-client",
  version: "1.2.3",
  how: "`some list`",
  attempt: () => ({ command: "", args: [] }),
};

const rowOf = (trial: Omit<Parameters<typeof clientTable>[0][number], "client">) =>
  clientTable([{ client, ...trial }], { server: "0.1.0", date: "2026-11-21" })
    .trimEnd()
    .split("\n")
    .at(-1);

describe("clientTable", () => {
  it("tells what a client reached", () => {
    const recording = { identity: "some 1.2.3", revision: "2025-11-25", tools: 11 };

    expect(rowOf({ recording })).toBe(
      "| Some client | some-client 1.2.3 | yes | 2025-11-25 | yes, 11 | some 1.2.3 | `some list` |",
    );
  });

  it("keeps one that did not connect, with the reason", () => {
    expect(rowOf({ recording: {}, problem: "no | such package" })).toBe(
      "| Some client | some-client 1.2.3 | no | – | no | – | `some list`: no \\| such package |",
    );
  });
});
