import { describe, expect, it } from "@jest/globals";
import { connectClient } from "@fleet-mcp/testing";
import { McpServer } from "@modelcontextprotocol/server";
import { makeHugeServices } from "../test/make-huge-services.ts";
import { makeLog } from "../test/make-log.ts";
import { makeNews } from "../test/make-news.ts";
import { createTools } from "./create-tools.ts";
import { registerResources } from "./register-resources.ts";
import { createResources } from "./resources/create-resources.ts";

describe("registerSubscriptions", () => {
  it("tells a subscriber of 2025 of each change, until it unsubscribes", async () => {
    const news = makeNews();
    const { client, told, close } = await connect(news);

    news.happen();
    await client.subscribeResource({ uri: "fleet://alerts" });
    await client.subscribeResource({ uri: "fleet://alerts" });
    news.happen();
    news.happen();
    const listeners = news.listeners();
    await client.unsubscribeResource({ uri: "fleet://alerts" });
    news.happen();
    await client.listResources();

    await close();
    expect(told).toEqual(["fleet://alerts", "fleet://alerts"]);
    expect(listeners).toBe(1);
    expect(news.listeners()).toBe(0);
  });

  it("says that nothing else tells of its changes", async () => {
    const news = makeNews();
    const { client, close } = await connect(news);

    const subscribing = client.subscribeResource({ uri: "fleet://agents" });
    const unsubscribing = client.unsubscribeResource({ uri: "fleet://agents" });

    const refusal = { code: -32_602, message: expect.stringContaining("Only fleet://alerts tells of its changes.") };
    await expect(subscribing).rejects.toMatchObject(refusal);
    await expect(unsubscribing).rejects.toMatchObject(refusal);
    await close();
    expect(news.listeners()).toBe(0);
  });

  it("ends with the connection", async () => {
    const news = makeNews();
    const { client, close } = await connect(news);
    await client.subscribeResource({ uri: "fleet://alerts" });

    await close();

    expect(news.listeners()).toBe(0);
  });

  it("is not offered where there are no alerts, or nobody tells of changes", async () => {
    const without = await connect(makeNews(), { toolsets: ["agents"] });
    const silent = await connect(undefined);

    const offered = [without, silent].map(({ client }) => client.getServerCapabilities()?.resources?.subscribe);

    await without.close();
    await silent.close();
    expect(offered).toEqual([undefined, undefined]);
  });
});

async function connect(
  news: ReturnType<typeof makeNews> | undefined,
  { toolsets }: { readonly toolsets?: readonly ["agents"] } = {},
) {
  const services = makeHugeServices();
  const tools = createTools(services, { readOnly: false, toolsets });
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    const onAlertsChanged = news ? { onAlertsChanged: news.onAlertsChanged } : {};
    registerResources(server, createResources(tools), { log: makeLog(), agents: services.agents, ...onAlertsChanged });
    return server;
  };
  const { client, close } = await connectClient(createServer, { era: "legacy" });
  const told: string[] = [];
  client.setNotificationHandler("notifications/resources/updated", ({ params }) => void told.push(params.uri));
  return { client, told, close };
}
