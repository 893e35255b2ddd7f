import { describe, expect, it } from "@jest/globals";
import { eventLogFile } from "./event-log-file.ts";

const fleet = { coder: { url: "https://coder.example.com", token: "t1" }, owner: "me" };
const linux = { platform: "linux", env: { HOME: "/home/riley" } } as const;

describe("eventLogFile", () => {
  it.each([
    ["linux", { HOME: "/home/riley" }, "/home/riley/.local/state/fleet-mcp"],
    ["linux", { HOME: "/home/riley", XDG_STATE_HOME: "/state" }, "/state/fleet-mcp"],
    ["darwin", { HOME: "/Users/riley" }, "/Users/riley/Library/Application Support/fleet-mcp"],
    ["win32", { HOME: "/riley", LOCALAPPDATA: "/riley/local" }, "/riley/local/fleet-mcp"],
    ["win32", { HOME: "/riley" }, "/riley/AppData/Local/fleet-mcp"],
  ] as const)("lies in the folder for state of %s with %j", (platform, env, folder) => {
    expect(eventLogFile(fleet, { platform, env })).toMatch(
      new RegExp(`^${folder}/coder[.]example[.]com-[0-9a-f]{8}[.]db$`),
    );
  });

  it("lies in the home of the system's user when no variable names one", () => {
    expect(eventLogFile(fleet, { platform: "linux", env: {} })).toMatch(/^[/].*[/]fleet-mcp[/]/);
  });

  it("lies in the folder that is set", () => {
    expect(eventLogFile({ ...fleet, dataDir: "/srv/fleet" }, linux)).toMatch(/^[/]srv[/]fleet[/]coder/);
  });

  it("is the same for another token, another for another Coder or owner", () => {
    const file = eventLogFile(fleet, linux);

    const others = [
      { ...fleet, owner: "sam" },
      { ...fleet, coder: { url: "https://coder.example.com:8443", token: "t1" } },
      { ...fleet, coder: { url: "https://coder.example.com/fleet", token: "t1" } },
    ].map((other) => eventLogFile(other, linux));

    expect(eventLogFile({ ...fleet, owner: "ME", coder: { ...fleet.coder, token: "t2" } }, linux)).toBe(file);
    expect(new Set([file, ...others]).size).toBe(4);
  });

  it("has a name that any file system takes, whatever the address", () => {
    expect(eventLogFile({ ...fleet, coder: { url: "http://[::1]:3000", token: "t1" } }, linux)).toMatch(
      /[/]fleet-mcp[/]1-[0-9a-f]{8}[.]db$/,
    );
  });

  it("is none for a simulated Coder, and where events stay in memory", () => {
    expect(eventLogFile({ ...fleet, coder: undefined, dataDir: "/srv/fleet" }, linux)).toBeUndefined();
    expect(eventLogFile({ ...fleet, dataDir: "none" }, linux)).toBeUndefined();
  });
});
