import { describe, expect, it } from "@jest/globals";
import type { CruisedModule } from "./cruise.ts";
import { declaredDependencies } from "./declared-dependencies.ts";

const makePackage = ({ folder = "libs/a", dependencies = [""], devDependencies = [""] }) => ({
  folder,
  name: "@fleet-mcp/a",
  dependencies: dependencies.filter(Boolean),
  devDependencies: devDependencies.filter(Boolean),
  references: [],
});

const importing = (source: string, ...names: readonly string[]): CruisedModule => ({
  source,
  dependencies: names.map((module) => ({ module, resolved: module, coreModule: module === "fs" })),
});

const problemsOf = (one: ReturnType<typeof makePackage>, ...modules: readonly CruisedModule[]) =>
  declaredDependencies([one], modules, ["@jest/globals", "prettier"]).flatMap(({ problems }) => problems);

describe("declaredDependencies", () => {
  it("has nothing to say about a package that declares exactly what it imports", () => {
    const one = makePackage({ dependencies: ["zod", "@fleet-mcp/models"], devDependencies: ["msw"] });

    const problems = problemsOf(
      one,
      importing("libs/a/src/index.ts", "zod/v4", "@fleet-mcp/models", "./b.ts", "node:fs", "fs"),
      importing("libs/a/src/b.test.ts", "msw", "@jest/globals", "zod"),
    );

    expect(problems).toEqual([]);
  });

  it("names what a source imports undeclared", () => {
    const problems = problemsOf(makePackage({ devDependencies: ["ky"] }), importing("libs/a/src/index.ts", "ky"));

    expect(problems).toEqual(["add ky to dependencies", "remove ky from devDependencies: no test imports it"]);
  });

  it("names what a test imports undeclared, tests in test/ included", () => {
    const problems = problemsOf(
      makePackage({}),
      importing("libs/a/src/index.ts"),
      importing("libs/a/test/whole.test.ts", "@fleet-mcp/testing"),
    );

    expect(problems).toEqual(["add @fleet-mcp/testing to devDependencies"]);
  });

  it("names what is declared and not imported", () => {
    const one = makePackage({ dependencies: ["zod", "ky"], devDependencies: ["msw"] });

    const problems = problemsOf(one, importing("libs/a/src/index.ts"), importing("libs/a/src/a.test.ts", "ky"));

    expect(problems).toEqual([
      "remove zod from dependencies: no source imports it",
      "move ky to devDependencies: only tests import it",
      "remove msw from devDependencies: no test imports it",
    ]);
  });

  it("names what is declared twice", () => {
    const one = makePackage({ dependencies: ["zod"], devDependencies: ["zod"] });

    const problems = problemsOf(one, importing("libs/a/src/index.ts", "zod"), importing("libs/a/src/a.test.ts", "zod"));

    expect(problems).toEqual(["remove zod from devDependencies: it is in dependencies"]);
  });

  it("keeps types with the package that they are for", () => {
    const one = makePackage({
      dependencies: ["ws", "@acme/kit"],
      devDependencies: ["@types/ws", "@types/acme__kit", "@types/fs-extra"],
    });

    const problems = problemsOf(
      one,
      importing("libs/a/src/index.ts", "ws", "@acme/kit"),
      importing("libs/a/src/a.test.ts"),
    );

    expect(problems).toEqual(["remove @types/fs-extra from devDependencies: no test imports it"]);
  });

  it("lets tooling use what the root declares, and product code not", () => {
    const tooling = problemsOf(makePackage({ folder: "tools/a" }), importing("tools/a/src/index.ts", "prettier"));
    const product = problemsOf(makePackage({ folder: "libs/a" }), importing("libs/a/src/index.ts", "prettier"));

    expect(tooling).toEqual([]);
    expect(product).toEqual(["add prettier to dependencies"]);
  });

  it("leaves a package alone that has no sources yet", () => {
    expect(problemsOf(makePackage({ dependencies: ["zod"] }))).toEqual([]);
  });
});
