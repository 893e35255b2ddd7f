import { toolsetNames } from "@fleet-mcp/tools";
import { alertThresholdDefaults } from "./alert-thresholds.ts";

/** A setting whose flag takes nothing is true or false. */
export interface Setting {
  readonly name: string;
  readonly variable: string;
  readonly flag?: string;
  readonly takes?: string;
  /** Means something only to a server over HTTP. */
  readonly needsHttp?: true;
  readonly help: string;
}

const defaultThresholds = Object.entries(alertThresholdDefaults)
  .map(([name, number]) => `${name}=${number}`)
  .join(",");

/** What can be set, where, and what the help says about it. The order is that of the help. */
const known = [
  {
    name: "coderUrl",
    variable: "CODER_URL",
    flag: "coder-url",
    takes: "URL",
    help: "Coder deployment, such as https://coder.example.com",
  },
  {
    name: "coderToken",
    variable: "CODER_SESSION_TOKEN",
    help: "Coder session token; there is no flag, because others can read command lines",
  },
  {
    name: "backend",
    variable: "FLEET_MCP_BACKEND",
    flag: "backend",
    takes: "NAME",
    help: "how new agents are talked to: auto (default), tasks, agentapi or chats",
  },
  {
    name: "appSlug",
    variable: "FLEET_MCP_APP_SLUG",
    flag: "app-slug",
    takes: "SLUG",
    help: "the workspace app that speaks AgentAPI, where that is in doubt",
  },
  {
    name: "owner",
    variable: "FLEET_MCP_OWNER",
    flag: "owner",
    takes: "USER",
    help: "Coder user whose workspaces are the fleet (default: me)",
  },
  {
    name: "readOnly",
    variable: "FLEET_MCP_READ_ONLY",
    flag: "read-only",
    help: "leave out every tool that changes something",
  },
  {
    name: "toolsets",
    variable: "FLEET_MCP_TOOLSETS",
    flag: "toolsets",
    takes: "NAMES",
    help: `which tools are offered: all (default), or some of ${toolsetNames.join(",")}`,
  },
  {
    name: "dataDir",
    variable: "FLEET_MCP_DATA_DIR",
    flag: "data-dir",
    takes: "FOLDER",
    help: "where events are kept (default: the system's folder for state); none keeps them in memory",
  },
  {
    name: "observe",
    variable: "FLEET_MCP_OBSERVE",
    flag: "observe",
    takes: "SECONDS",
    help: "how often the fleet is looked at while nobody waits (default: 30; 0 for never); every 5 while somebody does",
  },
  {
    name: "alertThresholds",
    variable: "FLEET_MCP_ALERT_THRESHOLDS",
    flag: "alert-thresholds",
    takes: "LIST",
    help: `when alerts are raised, in seconds, times the median and percent (default: ${defaultThresholds})`,
  },
  {
    name: "alertWebhook",
    variable: "FLEET_MCP_ALERT_WEBHOOK",
    help: "https address that alerts are sent to; there is no flag, because such an address may hold a secret",
  },
  {
    name: "alertWebhookSecret",
    variable: "FLEET_MCP_ALERT_WEBHOOK_SECRET",
    help: "what alerts are signed with; there is no flag, because others can read command lines",
  },
  {
    name: "host",
    variable: "FLEET_MCP_HOST",
    flag: "host",
    takes: "HOST",
    needsHttp: true,
    help: "where --http listens (default: 127.0.0.1); elsewhere than on loopback it asks for a token",
  },
  {
    name: "port",
    variable: "FLEET_MCP_PORT",
    flag: "port",
    takes: "PORT",
    needsHttp: true,
    help: "where --http listens (default: 3737; 0 takes a free one)",
  },
  {
    name: "authToken",
    variable: "FLEET_MCP_AUTH_TOKEN",
    needsHttp: true,
    help: "token that callers over --http must show; there is no flag, because others can read command lines",
  },
  {
    name: "authTokenFile",
    variable: "FLEET_MCP_AUTH_TOKEN_FILE",
    flag: "auth-token-file",
    takes: "FILE",
    needsHttp: true,
    help: "file with named tokens and their rights; fleet-mcp token writes one",
  },
  {
    name: "requestsPerMinute",
    variable: "FLEET_MCP_REQUESTS_PER_MINUTE",
    flag: "requests-per-minute",
    takes: "NUMBER",
    needsHttp: true,
    help: "how many requests a token may make over --http (default: 600)",
  },
  {
    name: "concurrentCalls",
    variable: "FLEET_MCP_CONCURRENT_CALLS",
    flag: "concurrent-calls",
    takes: "NUMBER",
    needsHttp: true,
    help: "how many calls of a token may run at a time over --http (default: 32)",
  },
  {
    name: "logLevel",
    variable: "FLEET_MCP_LOG_LEVEL",
    flag: "log-level",
    takes: "LEVEL",
    help: "silent, error, warn, info (default) or debug; logs go to stderr",
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof known)[number]["name"];
export const settings: readonly (Setting & { readonly name: SettingName })[] = known;
