import { describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import { makeFolder } from "../../test/make-folder.ts";
import { defineScenario } from "../define-scenario.ts";
import type { Scenario } from "../define-scenario.ts";
import { cutCassette } from "./cut-cassette.ts";

const id = "12d3da3c-a2c1-4cef-adb4-deb43462a931";
const recording = makeCassette(
  { request: "POST /workspaces", sent: { name: "finch" }, status: 201, json: { id, created_at: "2026-11-21T09:15:56.6Z" } },
  { request: `GET /workspaces/${id}`, json: { id, status: "starting" } },
  { request: `GET /workspaces/${id}`, json: { id, status: "running", ready_at: "2026-11-21T09:16:01.7Z" } },
  { request: `DELETE /workspaces/${id}`, status: 204, text: "" },
  { request: `GET /workspaces/${id}`, status: 404, json: { message: "gone" } },
);
const folder = makeFolder({ "coder-1/life.har": JSON.stringify(recording) });
const from = { recordings: ["coder-1/life"] } satisfies Scenario["from"];

describe("cutCassette", () => {
  it("keeps what the run asked, normalised, and not what was given", async () => {
    const scenario = defineScenario({
      describe: "A workspace that comes up.",
      from,
      async given({ url }) {
        await fetch(`${url}/workspaces`, { method: "POST", body: '{"name":"finch"}' });
      },
      async run({ url, clock, signal }) {
        await fetch(`${url}/workspaces/${id}`);
        await clock.sleep(60_000, signal);
        await fetch(`${url}/workspaces/${id}`);
      },
    });

    const { log } = await cutCassette({ name: "workspaces/wait", scenario }, folder);

    expect(log.comment).toBe("A workspace that comes up.");
    expect(log.entries.map(({ request }) => request.url)).toEqual([
      "https://coder.example.com/workspaces/00000000-0000-4000-8000-000000000001",
      "https://coder.example.com/workspaces/00000000-0000-4000-8000-000000000001",
    ]);
    expect(log.entries.map(({ response }) => response.content._json)).toEqual([
      { id: "00000000-0000-4000-8000-000000000001", status: "starting" },
      { id: "00000000-0000-4000-8000-000000000001", status: "running", ready_at: "2026-01-01T00:00:00.000Z" },
    ]);
  });

  it("fails with the nearest recorded requests when nothing answers, also when the scenario does not mind", async () => {
    const scenario = defineScenario({
      describe: "x",
      from,
      async run({ url }) {
        await fetch(`${url}/workspaces`, { method: "POST", body: '{"name":"crane"}' });
      },
    });

    await expect(cutCassette({ name: "workspaces/crane", scenario }, folder)).rejects.toThrow(
      'workspaces/crane asks what its recordings do not answer:\n  POST /workspaces {"name":"crane"}\n    recorded: POST /workspaces {"name":"finch"}',
    );
  });

  it("says what to do about an answer that comes later in the recording", async () => {
    const scenario = defineScenario({
      describe: "x",
      from,
      async run({ url }) {
        await fetch(`${url}/workspaces/${id}`);
        throw new Error("not there");
      },
    });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).rejects.toThrow(/recorded, but after a later write: .*`ahead`/);
  });

  it("says that a write was not recorded so often", async () => {
    const scenario = defineScenario({
      describe: "x",
      from,
      async run({ url }) {
        await fetch(`${url}/workspaces`, { method: "POST", body: '{"name":"finch"}' });
        await fetch(`${url}/workspaces`, { method: "POST", body: '{"name":"finch"}' });
      },
    });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).rejects.toThrow("recorded, but not as often");
  });

  it("passes on why a scenario failed by itself", async () => {
    const scenario = defineScenario({ describe: "x", from, run: () => Promise.reject(new Error("no such luck")) });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).rejects.toThrow("a/b failed: Error: no such luck");
  });

  it("fails at once when a scenario polls for ever, also when it does not listen", async () => {
    const scenario = defineScenario({
      describe: "x",
      from,
      async run({ url }) {
        await fetch(`${url}/workspaces`, { method: "POST", body: '{"name":"finch"}' });
        for (let polls = 0; polls < 600; polls += 1) await fetch(`${url}/workspaces/${id}`).catch(() => undefined);
      },
    });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).rejects.toThrow(
      `a/b failed: Error: More than 500 requests, at last /workspaces/${id}: does it poll for ever?`,
    );
  });

  it("names a recording that is not there", async () => {
    const scenario = defineScenario({ describe: "x", from: { recordings: ["coder-1/none"] }, run: async () => {} });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).rejects.toThrow(/There is no recording .*coder-1\/none\.har/);
  });

  it("never cleans up a recording", async () => {
    const scenario = defineScenario({
      describe: "x",
      from,
      run: async () => {},
      cleanUp: () => Promise.reject(new Error("must not be called")),
    });

    await expect(cutCassette({ name: "a/b", scenario }, folder)).resolves.toMatchObject({ log: { entries: [] } });
  });
});
