import { silentLogger } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeParameter, makePreset } from "../../test/make-version.ts";
import { createTemplateVersions } from "./template-versions.ts";

const cassettes = useCassettes();
const presets = (version: string) => `/api/v2/templateversions/${version}/presets`;
const answer = (path: string, json: unknown, status = 200) => cassettes.answer("GET", path, { status, json });

function makeVersions(fetch?: typeof globalThis.fetch) {
  const logged: unknown[] = [];
  const log = { ...silentLogger, warn: (...line: unknown[]) => void logged.push(line) };
  return { ...createTemplateVersions({ coder: makeCoder(fetch ? { fetch } : {}), log }), logged };
}

describe("TemplateVersions", () => {
  it("asks for each version once, however often it is wanted", async () => {
    answer(presets("v1"), [makePreset("p1", "coder")]);
    answer("/api/v2/templateversions/v1/rich-parameters", [makeParameter("ai_prompt")]);
    const versions = makeVersions();

    await versions.presets("v1", anyCall());
    const again = await versions.presets("v1", anyCall());
    const known = await versions.knownPresets(["v1", "v1"], anyCall());
    await versions.parameters("v1", anyCall());
    await versions.knownParameters(["v1"], anyCall());

    expect(again.map(({ name }) => name)).toEqual(["coder"]);
    expect(known.get("v1")).toEqual(again);
  });

  it("remembers that a version has no presets", async () => {
    answer(presets("v1"), null);
    const versions = makeVersions();

    await versions.presets("v1", anyCall());

    await expect(versions.presets("v1", anyCall())).resolves.toEqual([]);
  });

  it("leaves out what cannot be read, logs it, and asks again the next time", async () => {
    answer(presets("odd"), { message: "no" }, 403);
    answer(presets("v1"), []);
    answer(presets("odd"), [makePreset("p1", "coder")]);
    const versions = makeVersions();

    const first = await versions.knownPresets(["odd", "v1"], anyCall());
    const second = await versions.knownPresets(["odd", "v1"], anyCall());

    expect([...first.keys()]).toEqual(["v1"]);
    expect([...second.keys()]).toEqual(["odd", "v1"]);
    expect(versions.logged).toMatchObject([
      ["a template version could not be read", { versionId: "odd", code: "forbidden" }],
    ]);
  });

  it("fails where one version is asked for and cannot be read", async () => {
    answer(presets("odd"), { message: "no" }, 403);

    await expect(makeVersions().presets("odd", anyCall())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("ends with its caller", async () => {
    const caller = new AbortController();
    caller.abort(new Error("the caller left"));

    await expect(makeVersions().knownPresets(["v1"], { signal: caller.signal })).rejects.toThrow("the caller left");
  });

  it("asks about eight versions at a time", async () => {
    let underWay = 0;
    let most = 0;
    const versions = makeVersions(async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return Response.json([]);
    });

    await versions.knownPresets(
      Array.from({ length: 30 }, (_, index) => `v${index}`),
      anyCall(),
    );

    expect(most).toBe(8);
  });
});
