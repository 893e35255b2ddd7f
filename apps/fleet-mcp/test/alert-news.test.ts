import { afterEach, describe, expect, it } from "@jest/globals";
import { createCoderClient } from "@fleet-mcp/coder-client";
import { silentLogger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import { createTools } from "@fleet-mcp/tools";
import { ResourceUpdatedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { connectModern, connectOld, modernHttp, oldHttp } from "./connect.ts";
import { startHttp, stopAll } from "./start-http.ts";

const uri = "fleet://alerts";

afterEach(stopAll);

describe("a subscription to alerts over HTTP", () => {
  it("tells a client of 2026 of a change, and listens no longer than it does", async () => {
    const { address, happen, listeners } = await start();
    const client = await connectModern(modernHttp(address));
    const told = new Promise<string>((resolve) => {
      client.setNotificationHandler("notifications/resources/updated", ({ params }) => resolve(params.uri));
    });

    const subscription = await client.listen({ resourceSubscriptions: [uri] });
    happen();

    await expect(told).resolves.toBe(uri);
    await subscription.close();
    await client.close();
    await stopAll();
    expect(listeners()).toBe(0);
  });

  it("tells a client of 2025 in its session, and listens no longer than it does", async () => {
    const { address, happen, listeners } = await start();
    const client = await connectOld(oldHttp(address));
    const told = new Promise<string>((resolve) => {
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => resolve(params.uri));
    });

    await client.subscribeResource({ uri });
    happen();

    await expect(told).resolves.toBe(uri);
    await client.close();
    await stopAll();
    expect(listeners()).toBe(0);
  });
});

/** A server on a Coder that is never asked; its alerts change at a test's command. */
async function start() {
  const clock = createFakeClock();
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "unused", clock });
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log: silentLogger, owner: "me" });
  const services = createServices({ repositories, clock, log: silentLogger, backend: "auto" });
  const known = new Set<() => void>();
  const onAlertsChanged = (listener: () => void) => {
    known.add(listener);
    return () => void known.delete(listener);
  };
  const tools = createTools(services, { readOnly: false });
  const { address } = await startHttp({ tools, services, onAlertsChanged });
  const happen = () => known.forEach((listener) => listener());
  return { address, happen, listeners: () => known.size };
}
