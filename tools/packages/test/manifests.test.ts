import { globSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Manifest } from "../src/published-manifest.ts";
import { publishedManifest } from "../src/published-manifest.ts";
import { publishedPackages } from "../src/published-packages.ts";
import { readRepository } from "./read-repository.ts";
import { repositoryRoot } from "./repository-root.ts";

const packages = publishedPackages(repositoryRoot);
const manifestOf = (file: string): Manifest => JSON.parse(readRepository(file));
const all = globSync("{libs,apps,tools}/*/package.json", { cwd: repositoryRoot }).toSorted();
const examples = globSync("examples/*/package.json", { cwd: repositoryRoot }).toSorted();

describe("the packages of the repository", () => {
  it.each(all)("%s is either private or says all that publishing needs", (file) => {
    const manifest = manifestOf(file);
    const needed = {
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.stringMatching(/^[A-Z].{20,119}\.$/),
      keywords: expect.arrayContaining(["coding-agents"]),
      homepage: expect.stringMatching(/^https:\/\/github\.com\/fleet-mcp\/fleet-mcp\/blob\/main\/docs\/\w+\.md$/),
      bugs: "https://github.com/fleet-mcp/fleet-mcp/issues",
      repository: {
        type: "git",
        url: "git+https://github.com/fleet-mcp/fleet-mcp.git",
        directory: file.replace("/package.json", ""),
      },
      license: "Apache-2.0",
      type: "module",
      engines: { node: ">=22.13" },
      publishConfig: { access: "public" },
    };

    expect(manifest).toEqual(expect.objectContaining(manifest.private ? { private: true } : needed));
  });

  it("are published but for those of the test kit and the tooling", () => {
    const unpublished = all.filter((file) => !packages.some(({ folder }) => file === `${folder}/package.json`));

    expect(unpublished.filter((file) => !file.startsWith("tools/"))).toEqual(["libs/testing/package.json"]);
  });

  it("have one version, which their dependents and the examples name exactly", () => {
    const versions = new Map(packages.map(({ manifest }) => [manifest.name, manifest.version]));
    const asked = [...packages.map(({ folder }) => `${folder}/package.json`), ...examples].flatMap((file) =>
      Object.entries(manifestOf(file).dependencies ?? {}).filter(([name]) => versions.has(name)),
    );

    expect([...new Set(versions.values())]).toHaveLength(1);
    expect(asked.filter(([name, version]) => version !== versions.get(name))).toEqual([]);
  });

  it("have pinned dependencies, so that what was tested is what is installed", () => {
    const dependencies = packages.flatMap(({ manifest }) => Object.entries(manifest.dependencies ?? {}));

    expect(dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe("publishedManifest", () => {
  it("leaves out what leads into this repository only", () => {
    const manifest = publishedManifest({
      name: "a",
      version: "1.0.0",
      exports: { "./package.json": "./package.json", ".": { "@fleet-mcp/source": "./src/a.ts", default: "./a.js" } },
      devDependencies: { "@fleet-mcp/testing": "0.0.0" },
      nx: { targets: {} },
    });

    expect(manifest).toEqual({
      name: "a",
      version: "1.0.0",
      exports: { "./package.json": "./package.json", ".": { default: "./a.js" } },
    });
  });

  it("lets a package without exports be", () => {
    expect(publishedManifest({ name: "a", version: "1.0.0" })).toEqual({ name: "a", version: "1.0.0", exports: {} });
  });

  it("makes a program stand alone", () => {
    const manifest = publishedManifest({
      name: "a",
      version: "1.0.0",
      bin: { a: "./a.js" },
      exports: { ".": "./a.js" },
      dependencies: { zod: "4.6.7" },
    });

    expect(manifest).toEqual({
      name: "a",
      version: "1.0.0",
      bin: { a: "./a.js" },
      exports: { "./package.json": "./package.json" },
    });
  });
});
