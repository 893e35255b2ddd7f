import { describe, expect, it } from "@jest/globals";
import { rulesFor } from "../../../.dependency-cruiser.js";
import { layerPlants } from "./layer-plants.ts";
import { homes, layers } from "./layers.js";
import { plants } from "./plants.ts";

const nameOf = (folder: string) => folder.replace("libs/", "@fleet-mcp/");
const madeUp = { folder: "libs/queue-client", holds: "queues", imports: ["libs/models"], reachesOutside: false };
const rules = rulesFor(layers, homes);
const allRules = [...rules.forbidden, ...rules.required];

describe("a layer added to the table", () => {
  const added = layerPlants([...layers, madeUp], homes, nameOf).filter(({ file }) => file.includes("queue-client"));

  it("is guarded by a rule of its own", () => {
    const { forbidden } = rulesFor([...layers, madeUp], homes);

    expect(forbidden.find((rule) => rule.name === "layer-queue-client")).toMatchObject({
      from: { path: "^libs/queue-client/" },
      to: { pathNot: ["^libs/queue-client/", "^libs/models/src/index[.]ts$"] },
    });
  });

  it("is planted with every route into a layer above it", () => {
    const up = added.filter(({ file, rule }) => file.endsWith("-services.ts") && rule === "layer-queue-client");

    expect(up.map(({ code }) => code)).toEqual([
      'import "@fleet-mcp/services";',
      'import type {} from "@fleet-mcp/services";',
      'export const late = import("@fleet-mcp/services");',
      'export type All = typeof import("@fleet-mcp/services");',
      'export * from "@fleet-mcp/services";',
      'import "../../../services/src/index.ts";',
    ]);
  });

  it("is planted as a forbidden target in every layer that does not name it", () => {
    const targets = layerPlants([...layers, madeUp], homes, nameOf).filter(({ file }) =>
      file.endsWith("static-queue-client.ts"),
    );

    expect(targets.map(({ rule }) => rule)).toEqual(layers.map(({ folder }) => folder.replace("libs/", "layer-")));
  });

  it("is planted with the relative path into a layer it may import, with foreign packages and with Node", () => {
    expect(added.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        "through-the-front-door",
        "ky-only-in-coder-client",
        "msw-only-in-testing",
        "mcp-sdk-only-where-results-are-built",
        "no-io-above-the-clients",
      ]),
    );
  });
});

describe("the rules", () => {
  it("are each proven by a plant", () => {
    const planted = new Set(plants(nameOf).map(({ rule }) => rule));

    expect(allRules.filter(({ name }) => !planted.has(name))).toEqual([]);
  });

  it("are each expected by their own name", () => {
    const known = allRules.map(({ name }) => name);

    expect(plants(nameOf).filter(({ rule }) => !known.includes(rule))).toEqual([]);
  });

  it("each say what to do instead", () => {
    expect(allRules.filter(({ comment }) => comment === "")).toEqual([]);
  });

  it("have one file per plant", () => {
    const files = plants(nameOf).map(({ file }) => file);

    expect(files.length).toBe(new Set(files).size);
  });
});
