import { describe, expect, it } from "@jest/globals";
import { makeHost } from "../../test/fake-host.ts";
import { makeLog } from "../../test/make-log.ts";
import { leaveWork } from "./leave-work.ts";

const work = { kind: "restart", agentName: "otter", workspaceId: "w1", ownerId: "u1", buildId: "b1" } as const;
const config = (isSimulated: boolean) => ({
  owner: "me",
  appSlug: undefined,
  coder: { url: "http://127.0.0.1:9", token: "t1", isSimulated },
});
const { host } = makeHost([]);

describe("leaveWork", () => {
  it("says nothing when nothing is left", async () => {
    const log = makeLog();

    await leaveWork({ drain: async () => [] }, config(false), host, log);

    expect(log.messages).toEqual([]);
  });

  it.each([
    ["a simulated Coder, which ends with this process", config(true), host],
    ["the first process of a container, which ends all others", config(false), { ...host, pid: 1 }],
  ])("hands nothing over for %s", async (_who, setup, process) => {
    const log = makeLog();

    await leaveWork({ drain: async () => [work] }, setup, process, log);

    expect(log.messages).toEqual(["stopped before all work was done"]);
  });

  it("says what is left when it cannot be handed over", async () => {
    const log = makeLog();

    await leaveWork({ drain: async () => [work] }, config(false), { ...host, execPath: "/nonexistent/node" }, log);

    expect(log.messages).toEqual(["stopped before all work was done"]);
  });

  it("says that the work goes on in a process of its own", async () => {
    const log = makeLog();
    const argv = ["node", "-e"];

    await leaveWork({ drain: async () => [work] }, config(false), { ...host, argv, execArgv: ["--check"] }, log);

    expect(log.messages).toEqual(["a process of its own finishes what is left"]);
  });
});
