import { spawn } from "node:child_process";
import { repositoryRoot } from "./repository-root.ts";

/** The part of dependency-cruiser's JSON that is read here. */
export interface Cruise {
  readonly modules: readonly CruisedModule[];
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden?: readonly Rule[]; readonly required?: readonly Rule[] };
  };
}
export interface CruisedModule {
  readonly source: string;
  readonly dependencies: readonly CruisedDependency[];
}
export interface CruisedDependency {
  /** As written in the source. */
  readonly module: string;
  readonly resolved: string;
  readonly coreModule: boolean;
}
export interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}
export interface Rule {
  readonly name?: string;
  readonly comment?: string;
}

const program = `${repositoryRoot}/node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;

/** Cruises the packages under `folder` with a configuration there. A process of its own: resolution is cached in one. */
export async function cruise(folder: string, config = ".dependency-cruiser.js"): Promise<Cruise> {
  const args = [program, "--config", config, "--output-type", "json", "libs", "apps", "tools"];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  if (stdout === "") throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return JSON.parse(stdout);
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
