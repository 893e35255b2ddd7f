import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { readFleetRows } from "./fleet-rows.ts";

const cassettes = useCassettes();

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    makeWorkspace({ id: `w${from + index}`, name: `agent-${from + index}` }),
  );
const page = (offset: number) => `/api/v2/workspaces?q=owner%3Ame&limit=100&offset=${offset}`;
const answer = (offset: number, workspaces: readonly unknown[], count: number) =>
  cassettes.answer("GET", page(offset), { status: 200, json: { workspaces, count } });
const namesOf = async (owner = "me"): Promise<string[]> =>
  (await readFleetRows(makeCoder(), owner, anyCall())).map(({ name }) => name);

describe("readFleetRows", () => {
  it("reads a fleet of 130 in exactly two requests", async () => {
    cassettes.play("fleet-list/list-130");

    const names = await namesOf();

    expect(names).toHaveLength(131);
    expect(cassettes.requests).toHaveLength(2);
  });

  it("asks once when one page holds them all", async () => {
    answer(0, rows(0, 100), 100);

    expect(await namesOf()).toHaveLength(100);
  });

  it("asks once when there are none", async () => {
    answer(0, [], 0);

    expect(await namesOf()).toEqual([]);
  });

  it("names the owner in every request", async () => {
    cassettes.answer("GET", "/api/v2/workspaces?q=owner%3Asam&limit=100&offset=0", {
      status: 200,
      json: { workspaces: [], count: 0 },
    });

    await namesOf("sam");

    expect(cassettes.requests.map(({ url }) => new URLSearchParams(url.split("?")[1]).get("q"))).toEqual(["owner:sam"]);
  });

  it("counts a row that moved to the next page once", async () => {
    answer(0, rows(0, 100), 101);
    answer(100, [...rows(99, 100), ...rows(100, 101)], 101);

    const names = await namesOf();

    expect(names).toHaveLength(101);
    expect(new Set(names).size).toBe(101);
  });

  it("reads once more when rows slipped from one page into another that was read before", async () => {
    answer(0, rows(1, 101), 102);
    answer(100, rows(100, 102), 102);
    answer(0, rows(0, 100), 102);
    answer(100, rows(100, 102), 102);

    expect(await namesOf()).toHaveLength(102);
  });

  it("does not read a third time when rows keep moving", async () => {
    answer(0, rows(1, 101), 102);
    answer(100, rows(100, 102), 102);
    answer(0, rows(1, 101), 102);
    answer(100, rows(100, 102), 102);

    expect(await namesOf()).toHaveLength(101);
  });

  it("reads the page that came to be meanwhile", async () => {
    answer(0, rows(0, 100), 200);
    answer(100, rows(100, 200), 201);
    answer(0, rows(0, 100), 201);
    answer(100, rows(100, 200), 201);
    answer(200, rows(200, 201), 201);

    expect(await namesOf()).toHaveLength(201);
  });

  it("does not look for rows that were deleted meanwhile", async () => {
    answer(0, rows(0, 100), 102);
    answer(100, rows(100, 101), 101);

    expect(await namesOf()).toHaveLength(101);
  });

  it("reads the pages of 1,050 agents four at a time, after the first", async () => {
    let underWay = 0;
    let most = 0;
    const fetch = async (request: Request | URL | string): Promise<Response> => {
      const offset = Number(new URL(request instanceof Request ? request.url : request).searchParams.get("offset"));
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return Response.json({ workspaces: rows(offset, Math.min(offset + 100, 1_050)), count: 1_050 });
    };

    const all = await readFleetRows(makeCoder({ fetch }), "me", anyCall());

    expect(all).toHaveLength(1_050);
    expect(most).toBe(4);
  });
});
