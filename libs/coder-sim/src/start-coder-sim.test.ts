import { afterEach, describe, expect, it } from "@jest/globals";
import type { CoderSimOptions } from "./coder-sim-options.ts";
import { startCoderSim } from "./start-coder-sim.ts";
import type { RunningCoderSim } from "./start-coder-sim.ts";

const running: RunningCoderSim[] = [];
afterEach(async () => {
  for (const coder of running.splice(0)) await coder.close();
});

async function start(options: CoderSimOptions = {}) {
  const coder = await startCoderSim(options);
  running.push(coder);
  const headers = { "coder-session-token": coder.token };
  const get = (path: string) => fetch(`${coder.url}${path}`, { headers });
  const read = async (path: string) => JSON.parse(await (await get(path)).text());
  return { ...coder, get, read };
}

describe("startCoderSim", () => {
  it("serves on loopback under its own address, with ids of requests and its release", async () => {
    const { url, get } = await start({ release: "2.34" });

    const answer = await get("/api/v2/buildinfo");

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await answer.json()).toMatchObject({ dashboard_url: url, version: "v2.34.1" });
    expect(answer.headers.get("x-coder-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("x-coder-build-version")).toBe("v2.34.1");
  });

  it("lets sam be the one whose token it reports", async () => {
    const { get, sim } = await start({ user: "sam" });

    expect(await (await get("/api/v2/users/me")).json()).toMatchObject({ username: "sam", roles: [] });
    expect(sim.tokenOf("riley")).not.toBe(sim.token);
  });

  it("takes its time", async () => {
    const { get } = await start({ latencyMs: { min: 40, max: 60 } });
    const before = performance.now();

    await get("/api/v2/experiments");

    expect(performance.now() - before).toBeGreaterThanOrEqual(39);
  });

  it("ends connections without an answer when a fault says so, and keeps what had happened", async () => {
    const { url, token, sim, get, read } = await start({ latencyMs: 1 });
    const [template] = await read("/api/v2/templates?q=exact_name:docs-site");
    sim.faults.set({ "lost-answer": { next: 1 } });
    const body = JSON.stringify({ name: "otter", template_version_id: template.active_version_id });
    const headers = { "coder-session-token": token };

    await expect(fetch(`${url}/api/v2/users/me/workspaces`, { method: "POST", headers, body })).rejects.toThrow();

    expect((await get("/api/v2/users/me/workspace/otter")).status).toBe(200);
  });

  it("streams until it is closed, and frees the port", async () => {
    const coder = await start({ agents: 1 });
    const { workspaces } = await coder.read("/api/v2/workspaces");
    const stream = await coder.get(`/api/v2/workspaces/${workspaces[0].id}/watch`);
    const reader = stream.body?.getReader();
    const first = await reader?.read();

    await coder.close();

    expect(new TextDecoder().decode(first?.value)).toContain("event: ping");
    await expect(readToEnd(reader)).rejects.toThrow();
    await expect(startCoderSim({ port: coder.port }).then(({ close }) => close())).resolves.toBeUndefined();
  });

  it("says that its port is taken", async () => {
    const { port } = await start();

    await expect(startCoderSim({ port })).rejects.toThrow("EADDRINUSE");
  });
});

async function readToEnd(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
}

describe("its WebSockets", () => {
  const frames = (socket: WebSocket, count: number) =>
    new Promise<readonly string[]>((resolve) => {
      const seen: string[] = [];
      socket.onmessage = ({ data }) => {
        if (seen.push(String(data)) === count) resolve(seen);
      };
    });
  const closed = (socket: WebSocket) =>
    new Promise<number>((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });

  it("tell of chats until somebody closes them, or they are dropped", async () => {
    const { url, token, dropSockets, read } = await start({ release: "2.37", timeScale: 100 });
    const [{ id: organization }] = await read("/api/v2/organizations");
    const address = `${url.replace("http", "ws")}/api/v2/chats/watch?coder_session_token=${token}`;
    const [socket, quitter] = [new WebSocket(address), new WebSocket(address)];
    await Promise.all([socket, quitter].map((each) => new Promise((resolve) => (each.onopen = resolve))));
    quitter.close();
    await closed(quitter);
    const seen = frames(socket, 2);

    const body = JSON.stringify({ organization_id: organization, content: [{ type: "text", text: "Hi work=1" }] });
    await fetch(`${url}/api/v2/chats`, { method: "POST", headers: { "coder-session-token": token }, body });

    expect((await seen).map((text) => JSON.parse(text).kind)).toEqual(["created", "title_change"]);
    const end = closed(socket);
    dropSockets();
    expect(await end).toBe(1006);
  });

  it("are refused to strangers, and lost when a fault says so", async () => {
    const { url, token, sim } = await start({ release: "2.37" });
    const address = `${url.replace("http", "ws")}/api/v2/chats/watch`;

    expect(await closed(new WebSocket(address))).toBe(1006);
    sim.faults.set({ reset: { next: 1 } });
    expect(await closed(new WebSocket(`${address}?coder_session_token=${token}`))).toBe(1006);
  });
});
