import { existsSync } from "node:fs";
import { silentLogger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { adopted, atNoon, useEventRepositories } from "../test/make-events.ts";
import { makeCoder } from "../test/make-repositories.ts";

const { makeFile } = useEventRepositories();

const make = (eventLogFile?: string) =>
  createRepositories({
    coder: makeCoder(),
    coderUrl: coderOrigin,
    clock: createFakeClock(atNoon),
    log: silentLogger,
    owner: "me",
    eventLogFile,
  });

describe("createRepositories", () => {
  it("keeps events in the file that it is given, made with the first of them", async () => {
    const file = makeFile();
    const { events } = make(file);
    expect(existsSync(file)).toBe(false);

    await events.append([adopted()]);
    await events.close();

    const { events: later } = make(file);
    expect(await later.state()).toEqual({ place: "file", file, events: 1 });
    await later.close();
  });

  it("keeps events in memory without one", async () => {
    const { events } = make();

    await events.append([adopted()]);

    expect(await events.state()).toEqual({ place: "memory", events: 1 });
    await events.close();
  });
});
