import { startCoderSim } from "@fleet-mcp/coder-sim";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { makeHost } from "../../test/fake-host.ts";
import { run } from "../run.ts";

describe("fleet-mcp finish-work", () => {
  it("does what it is told on stdin, logs to stderr and ends with 0", async () => {
    const coder = await startCoderSim({ agents: 1, isLively: false, rateLimit: 0, timeScale: 20 });
    const [agent] = await workspacesOf(coder);
    const { host, stdin, stdout } = makeHost(["finish-work"], {
      CODER_URL: coder.url,
      CODER_SESSION_TOKEN: coder.token,
    });
    const work = {
      kind: "restart",
      agentName: agent.name,
      workspaceId: agent.id,
      ownerId: agent.owner_id,
      buildId: agent.latest_build.id,
    };

    stdin.end(JSON.stringify([work]));
    const code = await run(host);

    expect(code).toBe(0);
    expect(coder.sim.truth().agents[0]?.builds.map(({ transition }) => transition)).toEqual(["start", "stop", "start"]);
    expect(stdout.read()).toBeNull();
    await coder.close();
  });

  it.each([
    ["no JSON", "restart otter"],
    ["work of another kind", '[{"kind":"create"}]'],
  ])("refuses %s in one line, with 2", async (_what, told) => {
    const { host, stdin, errors } = makeHost(["finish-work"], {
      CODER_URL: "http://127.0.0.1:9",
      CODER_SESSION_TOKEN: "t1",
    });

    stdin.end(told);

    expect(await run(host)).toBe(2);
    expect(errors()).toBe("fleet-mcp: This command is only for the server itself, which tells it what to finish.\n");
  });
});

async function workspacesOf({ url, token }: { readonly url: string; readonly token: string }) {
  const answer = await fetch(`${url}/api/v2/workspaces`, { headers: { "coder-session-token": token } });
  const workspace = z.object({
    id: z.string(),
    name: z.string(),
    owner_id: z.string(),
    latest_build: z.object({ id: z.string() }),
  });
  return z.object({ workspaces: z.tuple([workspace]) }).parse(await answer.json()).workspaces;
}
