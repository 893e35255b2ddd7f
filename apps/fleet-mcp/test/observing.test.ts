import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { RunningCoderSim } from "@fleet-mcp/coder-sim";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { callTool } from "./call-tool.ts";
import type { ToolCaller } from "./call-tool.ts";
import { startFleet, startWithLog } from "./start-with-log.ts";

// What is waited for here is seen by looking once a second, in processes of their own.
jest.setTimeout(60_000);

const secret = "hook-0123456789abcdef";

describe("the bundled server, left to itself", () => {
  let coder: RunningCoderSim;
  let folder: string;
  const closing: (() => unknown)[] = [];
  beforeEach(async () => {
    coder = await startFleet();
    folder = mkdtempSync(join(tmpdir(), "fleet-mcp-log-"));
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await coder.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("tells a subscriber and the webhook of an agent that somebody else deleted", async () => {
    const { url, received } = await startReceiver();
    const settings = { FLEET_MCP_ALERT_WEBHOOK: url, FLEET_MCP_ALERT_WEBHOOK_SECRET: secret };
    const { client, close } = await startWithLog(coder, folder, { settings });
    let updates = 0;
    client.setNotificationHandler("notifications/resources/updated", () => void updates++);
    await client.listen({ resourceSubscriptions: ["fleet://alerts"] });
    await eventually(async () => (await eventsOf(client, "agent_adopted")).length === 3);

    const name = await deleteOne(coder);
    await eventually(async () => received.length > 0 && updates > 0);

    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const { alerts } = (await callTool(client, "list_alerts")) as { alerts: unknown[] };
    expect(JSON.parse(body)).toMatchObject({
      type: "raised",
      fleet: new URL(coder.url).host,
      alert: { rule: "deleted_by_others", agent_name: name },
    });
    expect(headers["x-fleet-signature"]).toBe(signed(String(headers["x-fleet-timestamp"]), body));
    expect(alerts).toEqual([expect.objectContaining({ rule: "deleted_by_others", agent_name: name })]);
    expect(await close()).toEqual([]);
  });

  it("is taken over from when it is killed, and no event is lost or doubled", async () => {
    const first = await startWithLog(coder, folder);
    await eventually(async () => (await eventsOf(first.client, "agent_adopted")).length === 3);
    const second = await startWithLog(coder, folder);

    if (first.pid) process.kill(first.pid, "SIGKILL");
    const name = await deleteOne(coder);
    await eventually(async () => (await eventsOf(second.client, "agent_deleted")).length > 0);

    const adopted = await eventsOf(second.client, "agent_adopted");
    expect(new Set(adopted).size).toBe(3);
    expect(adopted).toHaveLength(3);
    expect(await eventsOf(second.client, "agent_deleted")).toEqual([name]);
    await first.close();
    expect(await second.close()).toEqual([]);
  });

  it("asks Coder for nothing while nobody waits, when that is set", async () => {
    const { url, received } = await startReceiver();
    const start = (seconds: string, place: string) =>
      startWithLog({ url, token: coder.token }, join(folder, place), { settings: { FLEET_MCP_OBSERVE: seconds } });

    const silent = await start("0", "silent");
    await pause(2_500);
    const askedBySilent = received.length;
    const other = await start("1", "other");
    await eventually(async () => received.length > 0);

    expect(askedBySilent).toBe(0);
    await Promise.all([silent.close(), other.close()]);
  });

  async function startReceiver() {
    const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
    const server: Server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) });
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`, received };
  }
});

const signed = (timestamp: string, body: string): string =>
  `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** By the agents' names. */
async function eventsOf(client: ToolCaller, type: string): Promise<readonly string[]> {
  const { events } = (await callTool(client, "query_events", { types: [type] })) as {
    events: { agent_name: string }[];
  };
  return events.map(({ agent_name }) => agent_name);
}

/** As somebody does who opens Coder. Gives the agent's name. */
async function deleteOne(coder: RunningCoderSim): Promise<string> {
  const [agent] = coder.sim.truth().agents;
  const response = await fetch(`${coder.url}/api/v2/workspaces/${agent?.workspaceId}/builds`, {
    method: "POST",
    headers: { "coder-session-token": coder.token, "content-type": "application/json" },
    body: JSON.stringify({ transition: "delete" }),
  });
  expect(response.status).toBe(201);
  return agent?.name ?? "";
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}
