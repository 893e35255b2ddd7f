import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { readMetadata } from "./read-metadata.ts";

const cassettes = useCassettes();
const path = "/api/v2/workspaceagents/agent-1/watch-metadata";

const item = (key: string, value: string, error = "") => ({ result: { value, error }, description: { key } });
const streams = (...items: readonly object[]) =>
  cassettes.answer("GET", path, {
    status: 200,
    text: `event: ping\n\nevent: data\ndata: ${JSON.stringify(items)}\n\n`,
    headers: { "content-type": "text/event-stream" },
  });
const read = (signal = anyCall().signal) => readMetadata(makeCoder(), "agent-1", { signal });

afterEach(() => void jest.restoreAllMocks());

describe("readMetadata", () => {
  it("keeps what is about the agent, without the prefix, from the stream's first event", async () => {
    streams(item("cpu", "12%\n"), item("fleet_mcp_pull_request_status", "open\n"), item("fleet_mcp_branch", " main "));

    await expect(read()).resolves.toEqual({ metadata: { pull_request_status: "open", branch: "main" }, notes: [] });
  });

  it("leaves out what failed on the machine or is empty", async () => {
    streams(item("fleet_mcp_a", "x", "exit status 1"), item("fleet_mcp_b", " \n"));

    await expect(read()).resolves.toEqual({ metadata: {}, notes: [] });
  });

  it("makes one clean, bounded line of each value", async () => {
    streams(item("fleet_mcp_note", `\u001b[1mone\u001b[0m\ntwo ${"x".repeat(600)}`));

    const { metadata } = await read();

    expect(metadata["note"]).toMatch(/^one two x+…$/);
    expect(metadata["note"]).toHaveLength(500);
  });

  it("notes that it could not be read, and why in our words", async () => {
    cassettes.answer("GET", path, { status: 403, json: { message: "Forbidden." } });

    await expect(read()).resolves.toEqual({ metadata: {}, notes: ["Its metadata could not be read (forbidden)."] });
  });

  it("gives a machine that hangs 4 s", async () => {
    cassettes.answer("GET", path, "hang");
    const deadline = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(deadline.signal);
    setTimeout(() => deadline.abort(new DOMException("late", "TimeoutError")), 20);

    await expect(read()).resolves.toEqual({ metadata: {}, notes: ["Its metadata did not arrive within 4 s."] });
    expect(timeout).toHaveBeenCalledWith(4_000);
  });

  it("passes the caller's own end on", async () => {
    cassettes.answer("GET", path, "hang");
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("the caller left")), 20);

    await expect(read(caller.signal)).rejects.toThrow("the caller left");
  });
});
