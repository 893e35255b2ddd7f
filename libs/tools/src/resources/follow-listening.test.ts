import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { describe, expect, it } from "@jest/globals";
import { makeHugeServices } from "../../test/make-huge-services.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeNews } from "../../test/make-news.ts";
import { createTools } from "../create-tools.ts";
import { registerResources } from "../register-resources.ts";
import { createResources } from "./create-resources.ts";
import { followListening } from "./follow-listening.ts";

describe("followListening", () => {
  it("tells a client of 2026 of each change once it listens, until it stops", async () => {
    const news = makeNews();
    const { client, told, close } = await connect(news);

    await client.listResources();
    news.happen();
    const before = news.listeners();
    const first = await client.listen({ resourceSubscriptions: ["fleet://alerts"] });
    const second = await client.listen({ resourceSubscriptions: ["fleet://alerts"] });
    const during = news.listeners();
    await second.close();
    news.happen();
    await client.listResources();
    await first.close();
    await client.listResources();
    const after = news.listeners();

    await close();
    expect([before, during, after]).toEqual([0, 1, 0]);
    expect(told).toEqual(["fleet://alerts"]);
  });

  it("leaves who listens to something else alone", async () => {
    const news = makeNews();
    const { client, close } = await connect(news);

    await client.listen({ resourceSubscriptions: ["fleet://agents"] });

    expect(news.listeners()).toBe(0);
    await close();
  });

  it("ends with the connection", async () => {
    const news = makeNews();
    const { client, close } = await connect(news);
    await client.listen({ resourceSubscriptions: ["fleet://alerts"] });

    await close();

    expect(news.listeners()).toBe(0);
  });
});

async function connect({ onAlertsChanged }: ReturnType<typeof makeNews>) {
  const services = makeHugeServices();
  const resources = createResources(createTools(services, { readOnly: true }));
  const [near, far] = InMemoryTransport.createLinkedPair();
  let current: McpServer | undefined;
  const createServer = () => {
    current = new McpServer({ name: "test", version: "0.0.0" });
    registerResources(current, resources, { log: makeLog(), agents: services.agents, onAlertsChanged });
    return current;
  };
  const connection = serveStdio(createServer, { transport: far });
  followListening(far, {
    onAlertsChanged,
    notify: () => void current?.server.sendResourceUpdated({ uri: "fleet://alerts" }),
  });
  const client = new Client(
    { name: "test", version: "0.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const told: string[] = [];
  client.setNotificationHandler("notifications/resources/updated", ({ params }) => void told.push(params.uri));
  await client.connect(near);
  return {
    client,
    told,
    async close() {
      await client.close();
      await connection.close();
    },
  };
}
