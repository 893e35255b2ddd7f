import { describe, expect, it } from "@jest/globals";
import { serveSockets } from "./serve-sockets.ts";

const told = (socket: WebSocket, event: "message" | "close") =>
  new Promise<unknown>((resolve) =>
    socket.addEventListener(event, (what) => resolve("data" in what ? what.data : "code" in what && what.code)),
  );

describe("serveSockets", () => {
  it("opens WebSockets that tell texts of any length, bytes and pings, and end with a code", async () => {
    const server = await serveSockets();
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/watch`);
    const peer = await server.nextPeer();
    const ended = told(socket, "close");

    const texts = ["short", "m".repeat(300), "l".repeat(70_000)];
    for (const text of texts) {
      const heard = told(socket, "message");
      peer.ping();
      peer.send(text);
      await expect(heard).resolves.toBe(text);
    }
    const bytes = told(socket, "message");
    peer.sendBytes(Uint8Array.of(1, 2));
    await expect(bytes).resolves.toBeInstanceOf(Blob);
    peer.hangUp(1001);

    await expect(ended).resolves.toBe(1001);
    await peer.gone;
    expect(server.requests).toMatchObject([{ url: "/watch", isUpgrade: true }]);
    await server.close();
  });

  it("refuses where it is told to, and answers plain requests", async () => {
    const server = await serveSockets(({ isUpgrade }) => ({ status: isUpgrade ? 403 : 426, json: { message: "no" } }));
    const socket = new WebSocket(server.url);

    await expect(told(socket, "close")).resolves.toBe(1006);
    const response = await fetch(server.url);

    expect([response.status, await response.json()]).toEqual([426, { message: "no" }]);
    await server.close();
  });

  it("notices that a client has gone, breaks off without a word, and can hang", async () => {
    const server = await serveSockets(({ url }) => (url === "/hang" ? "hang" : "open"));
    const url = server.url.replace("http", "ws");
    const [leaving, left, hanging] = [new WebSocket(url), new WebSocket(url), new WebSocket(`${url}/hang`)];
    leaving.addEventListener("open", () => leaving.close());
    const peers = [await server.nextPeer(), await server.nextPeer()];
    const broken = [told(left, "close"), told(hanging, "close")];

    await Promise.race(peers.map(({ gone }) => gone));
    for (const peer of peers) peer.hangUp();
    await server.close();

    await expect(Promise.all(broken)).resolves.toEqual([1006, 1006]);
  });
});
