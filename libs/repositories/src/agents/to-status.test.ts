import type { WireAgent, WireApp } from "@fleet-mcp/coder-client";
import { describe, expect, it } from "@jest/globals";
import { makeAgent, makeApp, makeStatus, makeWorkspace } from "../../test/make-workspace.ts";
import { findAiApp } from "./find-ai-app.ts";
import { toReports } from "./to-reports.ts";
import { toStatus } from "./to-status.ts";

function statusOf(over: Parameters<typeof makeWorkspace>[0]) {
  const workspace = makeWorkspace(over);
  const found = findAiApp(workspace);
  return toStatus(workspace, found, toReports(found));
}
const ofBuild = (build: NonNullable<Parameters<typeof makeWorkspace>[0]>["build"]) => statusOf({ build });
const ofMachine = (agent: Partial<WireAgent>) => ofBuild({ agents: [makeAgent(agent)] });
const ofApp = (app: Partial<WireApp>) => ofMachine({ apps: [makeApp(app)] });

describe("toStatus: the build", () => {
  it.each(["pending", "starting", "stopping", "stopped", "canceling", "canceled", "deleting", "deleted"])(
    "keeps Coder's word %s, without a reason",
    (status) => {
      expect(ofBuild({ status, agents: [] })).toEqual({ status, since: "2026-01-01T00:00:02Z" });
    },
  );

  it.each([
    ["start", "Error: quota exceeded", "start failed: Error: quota exceeded"],
    ["delete", "Error: volume is still attached", "delete failed: Error: volume is still attached"],
    ["stop", "", "stop failed: no reason given"],
  ])("names the transition that failed: %s, %j", (transition, error, reason) => {
    expect(ofBuild({ status: "failed", transition, job: { status: "failed", error } })).toMatchObject({
      status: "failed",
      reason,
    });
  });

  it("keeps a provisioner's words on one line, bounded and without escapes", () => {
    const error = `Error:\n\u001b[31m${"x".repeat(500)}`;
    const { reason = "" } = ofBuild({ status: "failed", job: { status: "failed", error } });

    expect(reason).toMatch(/^start failed: Error: x+…$/);
    expect(reason.length).toBeLessThan(330);
  });

  it.each(["hibernating", "idle", "busy", "offline"])("is offline for the unknown word %s and says it", (status) => {
    expect(ofBuild({ status })).toMatchObject({
      status: "offline",
      reason: `Coder calls its workspace ${status}, a word not known here`,
    });
  });

  it.each([
    ["it was created", { completed_at: undefined, started_at: undefined }, "2026-01-01T00:00:00.100Z"],
    ["its job began", { completed_at: undefined }, "2026-01-01T00:00:01Z"],
    ["it was cancelled", { completed_at: undefined, canceled_at: "2026-01-01T00:00:09Z" }, "2026-01-01T00:00:09Z"],
    ["its job ended", {}, "2026-01-01T00:00:02Z"],
  ])("counts from when %s", (_, job, since) => {
    expect(ofBuild({ status: "starting", job }).since).toBe(since);
  });
});

describe("toStatus: the machine", () => {
  it("is offline when the workspace has none", () => {
    expect(ofBuild({ agents: [] })).toMatchObject({ status: "offline", reason: expect.stringContaining("no machine") });
  });

  it("is starting while it connects", () => {
    expect(ofMachine({ status: "connecting", lifecycle_state: "created" })).toEqual({
      status: "starting",
      reason: "its machine has not connected yet",
      since: "2026-01-01T00:00:02Z",
    });
  });

  it("is offline, not starting for ever, when it did not connect in time", () => {
    expect(ofMachine({ status: "timeout", lifecycle_state: "created" })).toEqual({
      status: "offline",
      reason: "its machine did not connect within 120 s",
      since: "2026-01-01T00:00:03Z",
    });
    expect(ofMachine({ status: "timeout", connection_timeout_seconds: undefined })).toMatchObject({
      reason: "its machine did not connect",
    });
  });

  it("is offline since it lost the connection", () => {
    expect(ofMachine({ status: "disconnected", disconnected_at: "2026-01-01T00:05:00Z" })).toEqual({
      status: "offline",
      reason: "its machine has lost the connection",
      since: "2026-01-01T00:05:00Z",
    });
    expect(ofMachine({ status: "disconnected" }).since).toBe("2026-01-01T00:00:02Z");
  });

  it("is offline for an unknown word and says it", () => {
    expect(ofMachine({ status: "asleep" })).toMatchObject({ status: "offline", reason: "its machine is asleep" });
  });

  it.each(["created", "starting"])("is starting while its lifecycle is %s", (lifecycle_state) => {
    expect(ofMachine({ lifecycle_state })).toMatchObject({ status: "starting", reason: "its machine is starting up" });
  });

  it.each(["ready", "start_timeout", "start_error"])("is up when its lifecycle is %s", (lifecycle_state) => {
    expect(ofMachine({ lifecycle_state }).status).toBe("idle");
  });

  it.each(["shutting_down", "shutdown_timeout", "shutdown_error", "off", "dreaming"])(
    "is offline when its lifecycle is %s",
    (lifecycle_state) => {
      expect(ofMachine({ lifecycle_state }).status).toBe("offline");
    },
  );

  it("is asked before the app: a lost machine leaves the last report behind", () => {
    const apps = [makeApp({ statuses: [makeStatus("working", 1)] })];

    expect(ofMachine({ status: "disconnected", apps }).status).toBe("offline");
  });

  it("counts from the last change of the build when Coder does not say when it ended", () => {
    expect(ofBuild({ job: { completed_at: undefined }, agents: [makeAgent({ status: "connecting" })] }).since).toBe(
      "2026-01-01T00:00:02.500Z",
    );
  });
});

describe("toStatus: the app", () => {
  it("is offline without one", () => {
    expect(ofMachine({ apps: [] })).toMatchObject({
      status: "offline",
      reason: "the coding CLI does not answer: no app of its workspace serves AgentAPI",
    });
  });

  it("is starting while it initialises, also when it has reported already", () => {
    expect(ofApp({ health: "initializing", statuses: [makeStatus("working", 1)] })).toEqual({
      status: "starting",
      reason: "its coding CLI is starting",
      since: "2026-01-01T00:00:04Z",
    });
  });

  it("is offline when it is unhealthy", () => {
    expect(ofApp({ health: "unhealthy", statuses: [makeStatus("working", 1)] })).toMatchObject({
      status: "offline",
      reason: "the coding CLI does not answer",
    });
  });

  it("is offline for an unknown health and says the word", () => {
    expect(ofApp({ health: "feverish" })).toMatchObject({
      status: "offline",
      reason: "the health of its coding CLI is feverish, a word not known here",
    });
  });

  it.each(["healthy", "disabled"])(
    "is idle when %s and nothing was reported, since its machine connected",
    (health) => {
      expect(ofApp({ health })).toEqual({ status: "idle", since: "2026-01-01T00:00:04Z" });
    },
  );

  it("counts from the build when the machine does not say when it connected", () => {
    expect(ofMachine({ first_connected_at: undefined }).since).toBe("2026-01-01T00:00:02Z");
  });

  it("is busy since it began to work, not since its latest report on it", () => {
    const statuses = [makeStatus("working", 9), makeStatus("working", 5), makeStatus("idle", 3)];

    expect(ofApp({ statuses })).toEqual({ status: "busy", since: "2026-01-01T00:00:15.000Z" });
  });

  it("is idle since it came to rest, whatever it called that", () => {
    const statuses = [makeStatus("idle", 9), makeStatus("failure", 7), makeStatus("working", 5)];

    expect(ofApp({ statuses })).toEqual({ status: "idle", since: "2026-01-01T00:00:17.000Z" });
  });

  it("does not believe a report of an earlier build", () => {
    expect(statusOf({ latest_app_status: makeStatus("working", -5) })).toEqual({
      status: "idle",
      since: "2026-01-01T00:00:04Z",
    });
  });
});
