import { describe, expect, it } from "@jest/globals";
import { loadConfig } from "./config.ts";
import type { Config } from "./config.ts";
import { parseFlags } from "./parse-flags.ts";

const coder = { CODER_URL: "https://coder.example.com", CODER_SESSION_TOKEN: "t1" };

describe("loadConfig", () => {
  it("needs a Coder and nothing else", () => {
    expect(load()).toEqual({
      coder: { url: "https://coder.example.com", token: "t1" },
      transport: "stdio",
      backend: "auto",
      owner: "me",
      readOnly: false,
      toolsets: ["agents", "tasks", "discovery", "fleet"],
      observe: 30,
      alertThresholds: {
        offline: 60,
        no_output: 600,
        waiting: 120,
        long_task: 3,
        utilisation: 90,
        token: 86_400,
        escalate: 1_800,
      },
      host: "127.0.0.1",
      port: 3737,
      requestsPerMinute: 600,
      concurrentCalls: 32,
      logLevel: "info",
      sources: { coderUrl: "CODER_URL", coderToken: "CODER_SESSION_TOKEN" },
    });
  });

  it("has no Coder with --demo when none is known", () => {
    expect(loadConfig({ flags: parseFlags(["--demo"]), env: {}, cliLogin: () => undefined }).coder).toBeUndefined();
  });

  it("uses a Coder that is known, also with --demo", () => {
    const flags = parseFlags(["--demo"]);
    const login = { url: "https://login.example.com", token: "t3" };

    expect(loadConfig({ flags, env: coder, cliLogin: () => undefined }).coder).toEqual({
      url: "https://coder.example.com",
      token: "t1",
    });
    expect(loadConfig({ flags, env: {}, cliLogin: () => login }).coder).toEqual(login);
    expect(() =>
      loadConfig({ flags, env: { CODER_URL: "https://coder.example.com" }, cliLogin: () => undefined }),
    ).toThrow(/CODER_SESSION_TOKEN/);
  });

  it.each([
    ["FLEET_MCP_BACKEND", "agentapi", { backend: "agentapi" }],
    ["FLEET_MCP_BACKEND", "tasks", { backend: "tasks" }],
    ["FLEET_MCP_APP_SLUG", "claude-code", { appSlug: "claude-code" }],
    ["FLEET_MCP_OWNER", "Sam-2", { owner: "Sam-2" }],
    ["FLEET_MCP_READ_ONLY", "TRUE", { readOnly: true }],
    ["FLEET_MCP_READ_ONLY", "1", { readOnly: true }],
    ["FLEET_MCP_READ_ONLY", "0", { readOnly: false }],
    ["FLEET_MCP_TOOLSETS", " Tasks, agents ", { toolsets: ["agents", "tasks"] }],
    ["FLEET_MCP_TOOLSETS", "agents,all", { toolsets: ["agents", "tasks", "discovery", "fleet"] }],
    ["FLEET_MCP_DATA_DIR", "/srv/fleet", { dataDir: "/srv/fleet" }],
    ["FLEET_MCP_DATA_DIR", "none", { dataDir: "none" }],
    ["FLEET_MCP_OBSERVE", "0", { observe: 0 }],
    ["FLEET_MCP_OBSERVE", "3600", { observe: 3_600 }],
    ["FLEET_MCP_HOST", "::1", { host: "::1" }],
    ["FLEET_MCP_HOST", "0.0.0.0", { host: "0.0.0.0" }],
    ["FLEET_MCP_HOST", "fleet.example.com", { host: "fleet.example.com" }],
    ["FLEET_MCP_AUTH_TOKEN", "t9", { authToken: "t9" }],
    ["FLEET_MCP_AUTH_TOKEN_FILE", "/etc/tokens", { authTokenFile: "/etc/tokens" }],
    ["FLEET_MCP_REQUESTS_PER_MINUTE", "60", { requestsPerMinute: 60 }],
    ["FLEET_MCP_CONCURRENT_CALLS", "1", { concurrentCalls: 1 }],
    ["FLEET_MCP_PORT", "0", { port: 0 }],
    ["FLEET_MCP_PORT", "65535", { port: 65_535 }],
    ["FLEET_MCP_LOG_LEVEL", "debug", { logLevel: "debug" }],
    ["CODER_SESSION_TOKEN", " t2\r\n", { coder: { url: "https://coder.example.com", token: "t2" } }],
  ])("reads %s=%s", (variable, value, expected) => {
    expect(load({ [variable]: value })).toMatchObject(expected);
  });

  it.each([
    [["--backend", "tasks"], { FLEET_MCP_BACKEND: "agentapi" }, { backend: "tasks" }],
    [["--app-slug", "goose"], { FLEET_MCP_APP_SLUG: "claude" }, { appSlug: "goose" }],
    [["--owner", "kim"], { FLEET_MCP_OWNER: "sam" }, { owner: "kim" }],
    [["--read-only"], { FLEET_MCP_READ_ONLY: "false" }, { readOnly: true }],
    [["--http", "--host", "localhost"], { FLEET_MCP_HOST: "::1" }, { host: "localhost", transport: "http" }],
    [["--http", "--port", "4000"], { FLEET_MCP_PORT: "5000" }, { port: 4000, transport: "http" }],
    [["--toolsets", "tasks"], { FLEET_MCP_TOOLSETS: "nonsense" }, { toolsets: ["tasks"] }],
    [["--data-dir", "/a"], { FLEET_MCP_DATA_DIR: "/b" }, { dataDir: "/a" }],
    [["--observe", "5"], { FLEET_MCP_OBSERVE: "nonsense" }, { observe: 5 }],
    [
      ["--alert-thresholds", "offline=5"],
      {},
      { alertThresholds: expect.objectContaining({ offline: 5, waiting: 120 }) },
    ],
    [["--log-level", "error"], { FLEET_MCP_LOG_LEVEL: "nonsense" }, { logLevel: "error" }],
    [["--coder-url", "http://127.0.0.1:7080"], {}, { coder: { url: "http://127.0.0.1:7080", token: "t1" } }],
  ])("lets %j override its variable", (args, env, expected) => {
    expect(load(env, args)).toMatchObject(expected);
  });

  it("takes empty and blank variables for absent ones", () => {
    const env = { FLEET_MCP_BACKEND: "", FLEET_MCP_PORT: "  ", FLEET_MCP_READ_ONLY: "", FLEET_MCP_APP_SLUG: "" };

    expect(load(env)).toEqual(load());
  });

  it.each([
    ["FLEET_MCP_BACKEND", "task", 'must be auto, tasks, agentapi or chats; it is "task".'],
    [
      "FLEET_MCP_APP_SLUG",
      "Claude Code",
      'must be the slug of a workspace app: a-z, 0-9 and hyphens; it is "Claude Code".',
    ],
    ["FLEET_MCP_OWNER", "sam@example.com", 'must be me or the name of a Coder user; it is "sam@example.com".'],
    ["FLEET_MCP_READ_ONLY", "on", 'must be true, false, 1 or 0; it is "on".'],
    ["FLEET_MCP_PORT", "http", 'must be a whole number from 0 to 65535; it is "http".'],
    ["FLEET_MCP_PORT", "65536", "must be a whole number from 0 to 65535; it is 65536."],
    ["FLEET_MCP_LOG_LEVEL", "loud", 'must be silent, error, warn, info or debug; it is "loud".'],
    [
      "FLEET_MCP_TOOLSETS",
      "agents,missions",
      'has no toolset "missions". Allowed: all, or some of agents,tasks,discovery,fleet.',
    ],
    [
      "FLEET_MCP_DATA_DIR",
      "~/fleet",
      'must be the full path of a folder, or none to keep events in memory; it is "~/fleet".',
    ],
    ["FLEET_MCP_OBSERVE", "3601", "must be a whole number from 0 to 3600; it is 3601."],
    ["FLEET_MCP_OBSERVE", "often", 'must be a whole number from 0 to 3600; it is "often".'],
    [
      "FLEET_MCP_ALERT_THRESHOLDS",
      "offlin=5",
      'has no threshold "offlin". Allowed: offline, no_output, waiting, long_task, utilisation, token, escalate.',
    ],
    ["FLEET_MCP_HOST", "a b", 'must be an IP address or a host name; it is "a b".'],
    ["FLEET_MCP_HOST", "-x.example.com", 'must be an IP address or a host name; it is "-x.example.com".'],
    ["FLEET_MCP_HOST", "127.0.0.256", 'must be an IP address or a host name; it is "127.0.0.256".'],
    ["FLEET_MCP_REQUESTS_PER_MINUTE", "0", "must be a whole number from 1 to 1000000; it is 0."],
    ["FLEET_MCP_CONCURRENT_CALLS", "many", 'must be a whole number from 1 to 10000; it is "many".'],
  ])("refuses %s=%s in one line that names it", (variable, value, message) => {
    expect(() => load({ [variable]: value })).toThrow(expect.objectContaining({ message: `${variable} ${message}` }));
  });

  it("names the flag when the flag is wrong", () => {
    expect(() => load({}, ["--http", "--port", "x"])).toThrow(/^--port must be a whole number/);
  });

  it.each([
    [["--port", "4000"], "--port needs --http."],
    [["--host", "localhost"], "--host needs --http."],
    [["--auth-token-file", "tokens"], "--auth-token-file needs --http."],
    [["--requests-per-minute", "60"], "--requests-per-minute needs --http."],
    [["--concurrent-calls", "3"], "--concurrent-calls needs --http."],
  ])("refuses %j over stdio", (args, message) => {
    expect(() => load({}, args)).toThrow(message);
  });

  it.each([
    "https://hooks.example.com/T0/secret",
    "http://127.0.0.1:8080/x",
    "http://[::1]:8080",
    "http://localhost:1",
  ])("sends alerts to %s, signed", (url) => {
    const env = { FLEET_MCP_ALERT_WEBHOOK: url, FLEET_MCP_ALERT_WEBHOOK_SECRET: "0123456789abcdef" };

    expect(load(env)).toMatchObject({ alertWebhook: url, alertWebhookSecret: "0123456789abcdef" });
  });

  it.each([
    "http://hooks.example.com/hunter22",
    "http://127.0.0.1.example.com/hunter22",
    "https://riley:hunter22@example.com",
    "ftp://hunter22",
    "hunter22",
  ])("does not send alerts to %s, and does not repeat it", (url) => {
    const loading = () => load({ FLEET_MCP_ALERT_WEBHOOK: url, FLEET_MCP_ALERT_WEBHOOK_SECRET: "0123456789abcdef" });

    expect(loading).toThrow(/^FLEET_MCP_ALERT_WEBHOOK must be an https address without a user or password; /);
    expect(loading).not.toThrow(/hunter22/);
  });

  it("sends no alert unsigned, or signed with what can be guessed", () => {
    const webhook = { FLEET_MCP_ALERT_WEBHOOK: "https://hooks.example.com" };

    expect(() => load(webhook)).toThrow(/^FLEET_MCP_ALERT_WEBHOOK needs FLEET_MCP_ALERT_WEBHOOK_SECRET: /);
    expect(() => load({ ...webhook, FLEET_MCP_ALERT_WEBHOOK_SECRET: "hunter22" })).toThrow(
      expect.objectContaining({ message: "FLEET_MCP_ALERT_WEBHOOK_SECRET must have at least 16 characters." }),
    );
  });

  it("looks for the login of the Coder CLI when no Coder is set", () => {
    const cliLogin = () => ({ url: "https://stored.example.com", token: "t3" });

    const config = loadConfig({ flags: parseFlags([]), env: {}, cliLogin });

    expect(config.coder).toEqual({ url: "https://stored.example.com", token: "t3" });
    expect(config.sources).toEqual({ coderUrl: "coder login", coderToken: "coder login" });
  });

  it("says where each value came from, and no value", () => {
    const config = load({ FLEET_MCP_OWNER: "sam", FLEET_MCP_AUTH_TOKEN: "t9" }, ["--http", "--port", "4000"]);

    expect(config.sources).toEqual({
      coderUrl: "CODER_URL",
      coderToken: "CODER_SESSION_TOKEN",
      owner: "FLEET_MCP_OWNER",
      authToken: "FLEET_MCP_AUTH_TOKEN",
      port: "--port",
    });
  });
});

function load(env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Config {
  return loadConfig({ flags: parseFlags(args), env: { ...coder, ...env }, cliLogin: () => undefined });
}
