import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import attw from "@arethetypeswrong/cli/package.json" with { type: "json" };
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packPackages } from "../src/pack-packages.ts";
import { publishedPackages } from "../src/published-packages.ts";
import { codeBlocks } from "./code-blocks.ts";
import { compile } from "./compile.ts";
import { outsideProject } from "./outside-project.ts";
import { repositoryRoot } from "./repository-root.ts";
import { run } from "./run.ts";
import { simulatedCoder } from "./simulated-coder.ts";
import { supportedNodes } from "./supported-nodes.ts";
import { talk } from "./talk.ts";

const names = publishedPackages(repositoryRoot).map(({ manifest }) => manifest.name);
const strip = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
const tarballs = mkdtempSync(join(tmpdir(), "fleet-mcp-tarballs-"));

let packed: ReadonlyMap<string, string>;
let tour: Awaited<ReturnType<typeof outsideProject>>;
let dashboard: Awaited<ReturnType<typeof outsideProject>>;
let supported: Awaited<ReturnType<typeof supportedNodes>>;

beforeAll(async () => {
  packed = packPackages(repositoryRoot, tarballs);
  const libraries = [...packed].filter(([name]) => name !== "fleet-mcp").map(([, tarball]) => tarball);
  [tour, dashboard, supported] = await Promise.all([
    outsideProject("tour", [...packed.values()]),
    outsideProject("fleet-dashboard", libraries, ["--omit=dev"]),
    supportedNodes(),
  ]);
}, 240_000);

afterAll(() => {
  for (const made of [tour, dashboard, supported]) made?.remove();
  rmSync(tarballs, { recursive: true, force: true });
});

const tarballOf = (name: string): string => packed.get(name) ?? "";

describe("a packed package", () => {
  it.each(names)("%s pleases publint", async (name) => {
    const tarball = readFileSync(tarballOf(name));
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(tarball).buffer } });

    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(names)("%s has the right types for ES modules", async (name) => {
    const program = join(repositoryRoot, "node_modules/@arethetypeswrong/cli", attw.bin.attw);
    const args = [program, tarballOf(name), "--profile", "esm-only", "--no-color", "--no-emoji"];

    await expect(run(process.execPath, args, { cwd: tarballs })).resolves.toContain(name);
  });

  it.each(names)("%s brings its licence and a readme, and nothing that is only ours", (name) => {
    const folder = join(tour.folder, "node_modules", name);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const manifest = readFileSync(join(folder, "package.json"), "utf8");

    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md"]));
    expect(files.filter((file) => /[.]test[.]|tsbuildinfo|^test\b|jest/.test(file))).toEqual([]);
    expect(manifest).not.toMatch(/@fleet-mcp\/(?:source|testing)|devDependencies|"nx"/);
  });

  it("fleet-mcp is one program with the licences of what is inside, and installs nothing beside it", () => {
    const folder = join(tour.folder, "node_modules/fleet-mcp");
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

    expect(manifest).not.toHaveProperty("dependencies");
    expect(readFileSync(join(folder, "bundle/THIRD-PARTY-LICENSES.txt"), "utf8")).toContain("zod ");
  });
});

describe("the installed libraries", () => {
  it("do their work on every supported Node", async () => {
    const printed = await Promise.all(
      supported.nodes.map(({ program }) => run(program, [...strip, "tour.ts"], { cwd: tour.folder })),
    );

    for (const line of printed) {
      expect(JSON.parse(line)).toMatchObject({
        records: 8,
        agents: 8,
        events: [{ agents: 8 }],
        tools: expect.arrayContaining(["list_agents", "show_agent"]),
      });
      expect(JSON.parse(line).templates).toBeGreaterThan(0);
      expect(JSON.parse(line).online).toBeGreaterThan(0);
    }
  });

  it("have types that a strict compiler takes, however it resolves them", async () => {
    await Promise.all([
      compile(["tour.ts"], tour.folder, ["--module", "nodenext", "--moduleResolution", "nodenext"]),
      compile(["tour.ts"], tour.folder, ["--module", "esnext", "--moduleResolution", "bundler"]),
    ]);
  });
});

describe("the readme of a library", () => {
  it("shows code that compiles", async () => {
    const given = `import type { Services } from "@fleet-mcp/services";
      import { silentLogger as log } from "@fleet-mcp/models";
      import { systemClock as clock } from "@fleet-mcp/coder-client";
      import type { McpServer } from "@modelcontextprotocol/server";
      declare const services: Services;
      declare const server: McpServer;\n`;
    const files = names.flatMap((name) => {
      const [code] = codeBlocks(readFileSync(join(tour.folder, "node_modules", name, "README.md"), "utf8"), "ts");
      if (code === undefined) return [];
      const file = `${name.replace("@fleet-mcp/", "")}-readme.ts`;
      writeFileSync(join(tour.folder, file), name === "@fleet-mcp/tools" ? given + code : code);
      return [file];
    });

    expect(files).toHaveLength(names.length - 1);
    await compile(files, tour.folder, ["--module", "nodenext"]);
  });
});

describe("the installed server", () => {
  it("prints its version when npx starts it", async () => {
    const printed = await run("npx", ["--no-install", "fleet-mcp", "--version"], { cwd: tour.folder });

    expect(printed).toBe("0.1.0\n");
  });

  it("answers over stdio on every supported Node", async () => {
    const args = [join(tour.folder, "node_modules/fleet-mcp/bundle/main.js"), "--demo"];
    const answers = await Promise.all(
      supported.nodes.map(({ program }) => talk({ program, args, cwd: tour.folder }, [])),
    );

    expect(answers).toEqual(
      supported.nodes.map(() => [
        expect.objectContaining({ serverInfo: expect.objectContaining({ name: "fleet-mcp" }) }),
      ]),
    );
  });
});

describe("the example", () => {
  it("lists the fleet and gives a task", async () => {
    const coder = await simulatedCoder(tour.folder);
    const args = [...strip, "src/list-and-give.ts", "Fix the login test"];

    const printed = await run(process.execPath, args, { cwd: dashboard.folder, env: coder.env }).finally(coder.stop);

    expect(printed.match(/^[a-z0-9-]+ {2}[a-z]+$/gm)).toHaveLength(8);
    expect(printed).toContain("delivered: 'yes'");
  });

  it("serves a tool of its own beside those of fleet-mcp", async () => {
    const coder = await simulatedCoder(tour.folder);
    const args = [...strip, "src/server.ts"];
    const requests = [
      { method: "tools/list" },
      { method: "tools/call", params: { name: "count_agents", arguments: {} } },
    ];

    const server = { program: process.execPath, args, cwd: dashboard.folder, env: coder.env };
    const [, listed, called] = await talk(server, requests).finally(coder.stop);

    expect(listed?.tools).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "start_agent_task" }),
        expect.objectContaining({ name: "count_agents" }),
      ]),
    );
    expect(called).toMatchObject({ structuredContent: { counts: { idle: expect.any(Number) } } });
  });

  it("is checked by the compiler as its own settings say", async () => {
    const program = join(repositoryRoot, "node_modules/typescript/bin/tsc");
    const types = join(repositoryRoot, "node_modules/@types");

    // What the declarations of packages are worth is tested above.
    const args = [program, "-p", ".", "--typeRoots", types, "--skipLibCheck"];

    await run(process.execPath, args, { cwd: dashboard.folder });
  });

  it("is a workspace that Nx understands", async () => {
    symlinkSync(join(repositoryRoot, "node_modules/nx"), join(dashboard.folder, "node_modules/nx"));
    const program = join(repositoryRoot, "node_modules/nx/dist/bin/nx.js");
    const args = [program, "show", "project", "fleet-dashboard", "--json"];
    const env = { NX_DAEMON: "false", NX_NO_CLOUD: "true", NX_ISOLATE_PLUGINS: "false" };

    const shown = await run(process.execPath, args, { cwd: dashboard.folder, env });

    expect(JSON.parse(shown)).toMatchObject({ root: ".", targets: { give: {}, typecheck: {} } });
  });
});
