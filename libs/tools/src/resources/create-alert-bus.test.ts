import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { McpServer, createMcpHandler } from "@modelcontextprotocol/server";
import { describe, expect, it } from "@jest/globals";
import { makeHugeServices } from "../../test/make-huge-services.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeNews } from "../../test/make-news.ts";
import { createTools } from "../create-tools.ts";
import { registerResources } from "../register-resources.ts";
import { createAlertBus } from "./create-alert-bus.ts";
import { createResources } from "./create-resources.ts";

describe("createAlertBus", () => {
  it("tells a client of 2026 of each change while its stream is open", async () => {
    const news = makeNews();
    const { client, next, close } = await connect(news);

    const subscription = await client.listen({ resourceSubscriptions: ["fleet://alerts"] });
    const first = next();
    news.happen();
    const uri = await first;
    const listeners = news.listeners();
    await subscription.close();
    await close();

    expect(uri).toBe("fleet://alerts");
    expect(listeners).toBe(1);
    expect(news.listeners()).toBe(0);
  });
});

async function connect({ onAlertsChanged }: ReturnType<typeof makeNews>) {
  const services = makeHugeServices();
  const resources = createResources(createTools(services, { readOnly: true }));
  const createServer = () => {
    const server = new McpServer({ name: "test", version: "0.0.0" });
    registerResources(server, resources, { log: makeLog(), agents: services.agents, onAlertsChanged });
    return server;
  };
  const handler = createMcpHandler(createServer, { bus: createAlertBus(onAlertsChanged) });
  const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
  const client = new Client(
    { name: "test", version: "0.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL("http://127.0.0.1/mcp"), { fetch }));
  const next = () =>
    new Promise<string>((resolve) => {
      client.setNotificationHandler("notifications/resources/updated", ({ params }) => resolve(params.uri));
    });
  return {
    client,
    next,
    async close() {
      await client.close();
      await handler.close();
    },
  };
}
