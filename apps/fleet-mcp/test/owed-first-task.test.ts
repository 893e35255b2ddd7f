import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyCall } from "@fleet-mcp/testing";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { closeFleets, connectFleet, connectServer } from "./connect-fleet.ts";

// Builds of the simulated Coder take a moment, and pauses between two looks are real.
jest.setTimeout(90_000);
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "fleet-"))));
afterEach(async () => {
  await closeFleets();
  await rm(folder, { recursive: true, force: true });
});

type Server = Awaited<ReturnType<typeof connectServer>>;
const plover = { agent_name: "plover" };
const created = { name: "plover", project: "chat-box", task: "Begin work=1" };

/** Lets the server look at the fleet, as its loop does, until its log says that nothing is owed any more. */
async function observeUntilGiven({ services, repositories }: Server): Promise<void> {
  for (;;) {
    await services.observer.tick(anyCall());
    const [agent] = (await repositories.events.ledger()).agents.values();
    if (agent?.status === "idle" && !agent.owed) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const deliveries = async ({ repositories }: Server): Promise<unknown[]> =>
  (await repositories.events.read({ types: ["task_input_sent"], limit: 10 })).map(({ data }) =>
    "delivery" in data ? data.delivery : undefined,
  );

describe("a first task that is in the event log", () => {
  it("is given once by another server, when the one that took it has died", async () => {
    const eventLogFile = join(folder, "fleet.db");
    const first = await connectFleet({ release: "2.37", eventLogFile });
    await expect(first.call("create_agent", created)).resolves.toMatchObject({ first_task: "pending" });
    // What it hands over is lost with it.
    await first.services.drain(AbortSignal.timeout(0));
    const other = await connectServer(first.coder, { eventLogFile });

    await expect(other.call("list_agents")).resolves.toMatchObject({ agents: [{ name: "plover" }] });
    await observeUntilGiven(other);

    await expect(other.call("show_agent_task_history", plover)).resolves.toMatchObject({
      tasks: [{ task: "Begin work=1", state: "completed" }],
      total: 1,
    });
    await expect(deliveries(other)).resolves.toEqual(["sending", "delivered"]);
  });

  it("is given once while two servers are at it", async () => {
    const eventLogFile = join(folder, "fleet.db");
    const first = await connectFleet({ release: "2.37", eventLogFile });
    const other = await connectServer(first.coder, { eventLogFile });
    const third = await connectServer(first.coder, { eventLogFile });
    await first.call("create_agent", created);

    await Promise.all([observeUntilGiven(other), observeUntilGiven(third)]);

    await expect(other.call("show_agent_task_history", plover)).resolves.toMatchObject({ total: 1 });
    await expect(deliveries(other)).resolves.toEqual(["sending", "delivered"]);
  });
});
