import { afterEach, describe, expect, it } from "@jest/globals";
import { at, connectRaw, send, withToken } from "../../test/raw-http.ts";
import { startHttp, stopAll, tokenFor, tokenOf } from "../../test/start-http.ts";

afterEach(stopAll);

const tokens = [tokenFor("ci")];
const authorization = withToken(tokenOf("ci"));

describe("Host and Origin on loopback", () => {
  it.each([
    ["another host", { host: "evil.example.com" }],
    ["a host that only looks local", { host: "localhost.evil.example.com" }],
    ["a web page elsewhere", { origin: "https://evil.example.com" }],
    ["an opaque web page", { origin: "null" }],
    ["a page of another host of its own name", { host: "evil.example.com", origin: "http://evil.example.com" }],
  ])("are refused when they are %s", async (_name, headers) => {
    const { address } = await startHttp();

    expect((await send(address, { headers })).status).toBe(403);
  });

  it("may be those of a web page on this machine", async () => {
    const { address } = await startHttp();

    expect((await send(address, { headers: { origin: "http://localhost:6274" } })).status).toBe(200);
  });

  it.each(["/healthz", "/readyz"])("are checked at %s too", async (path) => {
    const { address } = await startHttp();

    const answer = await send(at(address, path), { method: "GET", headers: { host: "evil.example.com" } });

    expect(answer.status).toBe(403);
  });

  it("must be local with a token too", async () => {
    const { address } = await startHttp({ tokens });

    const answer = await send(address, { headers: { ...authorization, host: "evil.example.com" } });

    expect(answer.status).toBe(403);
  });
});

describe("Host and Origin elsewhere", () => {
  const local = (address: string): string => address.replace("0.0.0.0", "127.0.0.1");

  it.each([
    ["any host", { host: "fleet.example.com" }],
    ["a page of the server's own host", { host: "fleet.example.com:3737", origin: "http://fleet.example.com:3737" }],
    ["a page of its own host behind TLS", { host: "fleet.example.com", origin: "https://fleet.example.com" }],
    ["the port that goes without saying", { host: "fleet.example.com:443", origin: "https://fleet.example.com" }],
    ["a page on the caller's machine", { host: "fleet.example.com", origin: "http://127.0.0.1:6274" }],
  ])("may be those of %s", async (_name, headers) => {
    const { address } = await startHttp({ host: "0.0.0.0", tokens });

    expect((await send(local(address), { headers: { ...authorization, ...headers } })).status).toBe(200);
  });

  it.each([
    ["another host", { host: "fleet.example.com", origin: "https://evil.example.com" }],
    ["another port", { host: "fleet.example.com", origin: "https://fleet.example.com:8443" }],
    ["an opaque place", { host: "fleet.example.com", origin: "null" }],
    ["another scheme", { host: "fleet.example.com", origin: "file://fleet.example.com" }],
    ["no address", { host: "fleet.example.com", origin: "https://" }],
  ])("are refused for a page of %s", async (_name, headers) => {
    const { address } = await startHttp({ host: "0.0.0.0", tokens });

    const answer = await send(local(address), { headers: { ...authorization, ...headers } });

    expect(answer).toMatchObject({
      status: 403,
      body: '{"error":"Web pages of another host may not call this server."}',
    });
  });

  it.each(["a b", "[", "x/../y", "\u00ff"])("may be the nonsense of Host %j, which reaches nothing", async (host) => {
    const { address } = await startHttp({ host: "0.0.0.0", tokens });

    const { write, ended } = connectRaw(local(address));
    write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

    expect(await ended).toMatch(/^HTTP\/1\.1 [24]00 /);
  });
});
