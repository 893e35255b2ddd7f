import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { publishedPackages } from "../src/published-packages.ts";
import { repositoryRoot } from "./repository-root.ts";
import { undocumented } from "./undocumented.ts";

const libraries = publishedPackages(repositoryRoot).filter(({ folder }) => folder.startsWith("libs/"));

describe("the public interface of the libraries", () => {
  it("says of every function what it does", () => {
    expect(undocumented(libraries.map(({ folder }) => join(repositoryRoot, folder, "src/index.ts")))).toEqual([]);
  });
});

describe("undocumented", () => {
  it("finds functions without a docstring, however they are written, and nothing else", () => {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-docstrings-"));
    const file = join(folder, "index.ts");
    writeFileSync(
      file,
      `/** Told. */ export function told() {}
       export function untold() {}
       export const arrow = () => 1;
       export const value = 1;
       /** Told. */ export function createThings() {
         return {
           inner: {
             hidden() {},
             /** Told. */
             open() {},
           },
           later,
         };
         /** Told. */ function later() {}
       }
       export class Thing {}
       export interface Shape { call(): void }`,
    );

    const found = undocumented([file]).map((line) => line.split(" ")[0]);

    rmSync(folder, { recursive: true });
    expect(found).toEqual(["untold", "hidden", "arrow"]);
  });
});
