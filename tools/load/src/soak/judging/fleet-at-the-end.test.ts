import { describe, expect, it } from "@jest/globals";
import { isMoving, isStopped, readFleetPage } from "./fleet-at-the-end.ts";

const row = (build: object) => ({ id: "w1", name: "ant", latest_build: { transition: "start", ...build } });
const machine = (lifecycle_state: string) => ({ agents: [{ lifecycle_state }] });

describe("readFleetPage", () => {
  it("reads who is there, in which build", () => {
    const page = { workspaces: [row({ job: { status: "succeeded" }, resources: [machine("ready")] })], count: 1 };

    expect(readFleetPage(page)).toEqual([
      { workspaceId: "w1", name: "ant", transition: "start", job: "succeeded", isReady: true },
    ]);
  });

  it("calls ready only whose machine is", () => {
    const builds = [{ resources: [machine("starting")] }, { resources: [{}] }, { resources: null }, {}];
    const page = { workspaces: builds.map((build) => row({ job: { status: "running" }, ...build })) };

    expect(readFleetPage(page).map(({ isReady }) => isReady)).toEqual([false, false, false, false]);
  });
});

describe("isMoving", () => {
  it.each([
    ["pending", true],
    ["running", true],
    ["canceling", true],
    ["succeeded", false],
    ["failed", false],
    ["canceled", false],
  ])("of a job that is %s is %s", (job, expected) => {
    expect(isMoving({ workspaceId: "w1", name: "ant", transition: "start", job, isReady: false })).toBe(expected);
  });
});

describe("isStopped", () => {
  it.each([
    ["stop", "succeeded", true],
    ["stop", "failed", false],
    ["start", "succeeded", false],
  ])("of a %s that has %s is %s", (transition, job, expected) => {
    expect(isStopped({ workspaceId: "w1", name: "ant", transition, job, isReady: false })).toBe(expected);
  });
});
