import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { makeCassette } from "@fleet-mcp/testing";
import { makeFolder } from "../test/make-folder.ts";
import { serveFakeCoder } from "../test/serve-fake-coder.ts";
import { runCommand } from "./run-command.ts";

const scenario = `export const scenario = {
  describe: "Who am I.",
  from: { recordings: ["coder-1/who"] },
  async run({ url, token, owner }) {
    await (await fetch(url + "/users/" + owner, { headers: { "coder-session-token": token } })).text();
  },
  async cleanUp({ url }) {
    await (await fetch(url + "/cleaned-up", { method: "DELETE" })).text();
  },
};`;
const recordings = makeFolder({
  "coder-1/who.har": JSON.stringify(makeCassette({ request: "GET /users/me", json: { name: "riley" } })),
});
const token = { CODER_SESSION_TOKEN: "secret-of-the-test" };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe("cassettes cut", () => {
  it("writes the cassette of each scenario", async () => {
    const { run, said, cassettesFolder } = makeRun({ "users/get-me.ts": scenario });

    expect(await run("cut", "--recordings", recordings)).toBe(0);
    expect(said).toEqual(["users/get-me: 1 exchanges"]);
    expect(readFileSync(join(cassettesFolder, "users/get-me.har"), "utf8")).toContain('"name": "riley"');
  });

  it("goes on after a scenario that fails, and fails", async () => {
    const broken = scenario.replace('"/users/"', '"/unknown/"');
    const { run, said, complaints } = makeRun({ "users/get-a.ts": broken, "users/get-me.ts": scenario });

    expect(await run("cut", "--recordings", recordings)).toBe(1);
    expect(said).toEqual(["users/get-me: 1 exchanges"]);
    expect(complaints.join()).toContain("users/get-a asks what its recordings do not answer:\n  GET /unknown/me");
  });

  it("writes nothing that would tell a secret", async () => {
    const telling = makeFolder({
      "coder-1/who.har": JSON.stringify(makeCassette({ request: "GET /users/me", json: "https://coder.acme.io" })),
    });
    const { run, complaints, cassettesFolder } = makeRun({ "users/get-me.ts": scenario });

    expect(await run("cut", "--recordings", telling)).toBe(1);
    expect(complaints.join()).toContain("users/get-me is not written, as it would tell:");
    expect(() => readFileSync(join(cassettesFolder, "users/get-me.har"))).toThrow("ENOENT");
  });
});

describe("cassettes record", () => {
  it("drives a live Coder with the token, cleans up and keeps neither", async () => {
    const coder = await fakeCoder({ name: "kim", email: "kim@acme.io" });
    const { run, cassettesFolder } = makeRun({ "users/get-me.ts": scenario }, token);

    const exitCode = await run("record", "--coder-url", coder.url, "--replace", "kim=riley", "users/get-me");

    expect(exitCode).toBe(0);
    expect(coder.requests).toEqual(["GET /users/me secret-of-the-test", "DELETE /cleaned-up undefined"]);
    const text = readFileSync(join(cassettesFolder, "users/get-me.har"), "utf8");
    expect(text).toContain('"email": "user-1@example.com"');
    expect(text).toContain('"name": "riley"');
    expect(text).not.toMatch(/secret|cleaned-up|127\.0\.0\.1/);
  });
});

describe("cassettes check", () => {
  it("passes when cassettes, scenarios and recordings agree", async () => {
    const { run, said } = makeRun({ "users/get-me.ts": scenario });
    await run("cut", "--recordings", recordings);

    expect(await run("check")).toBe(0);
    expect(await run("check", "--recordings", recordings)).toBe(0);
    expect(said.slice(1)).toEqual(["1 cassettes are as they should be.", "1 cassettes are as they should be."]);
  });

  it("fails for a scenario without a cassette", async () => {
    const { run, complaints } = makeRun({ "users/get-me.ts": scenario });

    expect(await run("check")).toBe(1);
    expect(complaints).toEqual(["users/get-me: a scenario without a cassette"]);
  });

  it("fails when a scenario requests something else than its cassette holds", async () => {
    const { run, cassettesFolder } = makeRun({ "users/get-me.ts": scenario });
    await run("cut", "--recordings", recordings);
    const changed = scenario.replace('"/users/"', '"/people/"');
    const other = makeRun({ "users/get-me.ts": changed }, {}, cassettesFolder);

    expect(await other.run("check")).toBe(1);
    expect(other.complaints.join()).toContain("users/get-me requests what its cassette does not hold: GET /people/me");
    expect(other.complaints.join()).toContain("users/get-me no longer requests: GET /users/me");
  });

  it("fails with the first line that cutting would change", async () => {
    const { run, complaints } = makeRun({ "users/get-me.ts": scenario });
    await run("cut", "--recordings", recordings);
    const changed = makeFolder({
      "coder-1/who.har": JSON.stringify(makeCassette({ request: "GET /users/me", json: { name: "sam" } })),
    });

    expect(await run("check", "--recordings", changed)).toBe(1);
    expect(complaints.join()).toMatch(/line \d+ was .*"riley"\n.*line \d+ is .*"sam"/);
  });

  it("fails when a live Coder answers another shape, and writes nothing", async () => {
    const coder = await fakeCoder({ username: "riley" });
    const { run, complaints, cassettesFolder } = makeRun({ "users/get-me.ts": scenario }, token);
    await run("cut", "--recordings", recordings);
    const before = readFileSync(join(cassettesFolder, "users/get-me.har"), "utf8");

    expect(await run("check", "--coder-url", coder.url)).toBe(1);
    expect(complaints).toEqual(["users/get-me\n  - GET /users/me .name\n  + GET /users/me .username"]);
    expect(readFileSync(join(cassettesFolder, "users/get-me.har"), "utf8")).toBe(before);
  });

  it("passes when a live Coder answers other values", async () => {
    const coder = await fakeCoder({ name: "somebody" });
    const { run } = makeRun({ "users/get-me.ts": scenario }, token);
    await run("cut", "--recordings", recordings);

    expect(await run("check", "--coder-url", coder.url)).toBe(0);
  });
});

describe("cassettes serve", () => {
  it("serves a cassette by its name until it is interrupted", async () => {
    const { run, said, complaints, interrupt } = makeRun({ "users/get-me.ts": scenario });
    await run("cut", "--recordings", recordings);
    const running = run("serve", "users/get-me");
    const url = await listening(said);

    const answer = await fetch(`${url}/users/me`);
    await fetch(`${url}/users/you`);
    interrupt.abort();

    expect(await answer.json()).toEqual({ name: "riley" });
    expect(await running).toBe(0);
    expect(complaints).toEqual(["Nobody recorded: GET /users/you"]);
  });

  it("serves a file from elsewhere as a long recording, on the port it is told", async () => {
    const key = "GET /api/v2/buildinfo";
    const folder = makeFolder({ "long.har": JSON.stringify(makeCassette({ request: "POST /x" }, { request: key, json: 1 })) });
    const port = await freePort();
    const { run, said, interrupt } = makeRun({});
    const running = run("serve", "--port", String(port), join(folder, "long.har"));

    const url = await listening(said);
    const answer = await fetch(`${url}/api/v2/buildinfo`);
    interrupt.abort();

    expect([url, await answer.json(), await running]).toEqual([`http://127.0.0.1:${port}`, 1, 0]);
  });
});

describe("cassettes", () => {
  it("shows its commands, or the usage of one", async () => {
    const { run, said } = makeRun({});

    expect([await run("--help"), await run("cut", "--help")]).toEqual([0, 0]);
    expect(said[0]).toMatch(/^Usage: main.ts COMMAND\n {2}record [^]*\n {2}cut [^]*\n {2}serve [^]*\n {2}check /);
    expect(said[1]).toMatch(/^Usage: cut --recordings DIR/);
  });

  it.each([
    [[], "There is no command."],
    [["erase"], "There is no command erase."],
    [["cut"], "cut needs --recordings."],
    [["cut", "--recordings", ".", "--fast"], "Unknown option '--fast'"],
    [["cut", "--recordings", ".", "no/such"], "There is no scenario no/such. There are: users/get-me."],
    [["record"], "record needs --coder-url."],
    [["record", "--coder-url", "coder"], "--coder-url coder is not a URL."],
    [["record", "--coder-url", "https://coder.example.com"], "Set CODER_SESSION_TOKEN"],
    [["check", "--coder-url", "x", "--recordings", "y"], "not both"],
    [["serve"], "serve needs a cassette or a file."],
    [["serve", "--port", "http", "users/get-me"], "--port http is not a port."],
  ])("called as %j ends with 2 and says why", async (argv, complaint) => {
    const { run, complaints } = makeRun({ "users/get-me.ts": scenario });
    if (argv.includes("--port")) await run("cut", "--recordings", recordings);

    expect(await run(...argv)).toBe(2);
    expect(complaints[0]).toContain(complaint);
  });

  it("refuses a replacement that replaces nothing, and a file that exports no scenario", async () => {
    const { run, complaints } = makeRun({ "users/get-me.ts": "export const other = 1;" }, token);

    expect(await run("record", "--coder-url", "https://coder.example.com", "--replace", "kim")).toBe(2);
    expect(await run("cut", "--recordings", recordings)).toBe(2);
    expect(complaints.join()).toMatch(/--replace kim is not FROM=TO[^]*users\/get-me\.ts exports no scenario/);
  });

  it("fails with 1 when a file cannot be read", async () => {
    const { run, complaints } = makeRun({});

    expect(await run("serve", "no/such")).toBe(1);
    expect(complaints[0]).toMatch(/There is no cassette .*no\/such\.har/);
  });
});

function makeRun(
  scenarios: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  cassettesFolder = makeFolder(),
) {
  const said: string[] = [];
  const complaints: string[] = [];
  const interrupt = new AbortController();
  const surroundings = {
    environment,
    cassettesFolder,
    scenariosFolder: makeFolder(scenarios),
    signal: interrupt.signal,
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complaints.push(line),
  };
  return { run: (...argv: readonly string[]) => runCommand(argv, surroundings), said, complaints, interrupt, cassettesFolder };
}

async function fakeCoder(body: unknown) {
  const requests: string[] = [];
  const { url, close } = await serveFakeCoder((request, response) => {
    requests.push(`${request.method} ${request.url} ${String(request.headers["coder-session-token"])}`);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  closers.push(close);
  return { url, requests };
}

async function listening(said: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 400; tries += 1) {
    const url = /http:\S+/.exec(said.at(-1) ?? "")?.[0];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("nothing listens");
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}
