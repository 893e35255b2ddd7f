import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readRepository } from "./read-repository.ts";
import { repositoryRoot } from "./repository-root.ts";
import { run } from "./run.ts";

interface Variable {
  readonly name: string;
  readonly format: string;
}

const program = JSON.parse(readRepository("apps/fleet-mcp/package.json"));
const known = new Set(readRepository(".env.example").match(/(?:CODER|FLEET_MCP)_[A-Z_]+/g));

describe("deploy/Dockerfile", () => {
  const text = readRepository("deploy/Dockerfile");
  const instructions = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const image = instructions.slice(instructions.lastIndexOf("FROM node:24-slim"));

  it("makes an image of Node and what was built, run by a user without rights", () => {
    expect(image.map((line) => line.split(" ")[0])).toEqual(
      "FROM WORKDIR COPY COPY ENV RUN VOLUME USER EXPOSE HEALTHCHECK ENTRYPOINT".split(" "),
    );
    expect(image).toEqual(expect.arrayContaining(["USER node", "EXPOSE 3737", 'ENTRYPOINT ["node", "/app/main.js"]']));
  });

  it("copies files that the repository has, and the program as one file that it builds", async () => {
    const copied = image.filter((line) => line.startsWith("COPY")).flatMap((line) => line.match(/\/build\/\S+/g) ?? []);
    const built = /node (apps\/fleet-mcp\/bundle[.]mjs) --one-file (\S+)/.exec(text);
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-image-"));
    const [bundler = "", file = ""] = built?.slice(1) ?? [];

    await run(process.execPath, [join(repositoryRoot, bundler), "--one-file", file], { cwd: folder, env: {} });

    const stdout = await run(process.execPath, [join(folder, file), "--version"], { cwd: folder, env: {} });
    const others = readdirSync(join(folder, dirname(file))).filter((name) => !name.endsWith(".map"));
    rmSync(folder, { recursive: true });
    expect(stdout).toContain(program.version);
    expect(copied).toEqual([
      "/build/LICENSE",
      "/build/deploy/healthcheck.mjs",
      ...others.toReversed().map((name) => `/build/${dirname(file)}/${name}`),
    ]);
  });

  it("sets only what there is to set, and no secret", () => {
    const set = image.find((line) => line.startsWith("ENV"))?.match(/(?:CODER|FLEET_MCP)_[A-Z_]+/g) ?? [];

    expect(set).toEqual(["FLEET_MCP_HOST", "FLEET_MCP_PORT", "FLEET_MCP_DATA_DIR"]);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("deploy/healthcheck.mjs", () => {
  async function healthOf(status: number, flag: string): Promise<number | null> {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-health-"));
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/healthz" ? status : 404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    writeFileSync(join(folder, "cmdline"), `node\0/app/main.js\0${flag}\0`);
    const args = [join(repositoryRoot, "deploy/healthcheck.mjs"), join(folder, "cmdline")];
    try {
      await run(process.execPath, args, { cwd: folder, env: { FLEET_MCP_PORT: String(port) } });
      return 0;
    } catch {
      return 1;
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  }

  it("asks the server over HTTP", async () => {
    await expect(healthOf(200, "--http")).resolves.toBe(0);
    await expect(healthOf(503, "--http")).resolves.toBe(1);
  });

  it("finds nothing wrong over stdio", async () => {
    await expect(healthOf(503, "--read-only")).resolves.toBe(0);
  });
});

describe("deploy/fleet-mcp.service", () => {
  const unit = readRepository("deploy/fleet-mcp.service");

  it("restarts after a crash, not after a refused start, and lets calls end", () => {
    expect(unit).toMatch(/^Restart=on-failure$/m);
    expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
    expect(unit).toMatch(/^KillMode=process$/m);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  });

  it("runs as nobody in particular and can write nothing but its event log", () => {
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
    expect(unit).toMatch(
      /^StateDirectory=fleet-mcp\nStateDirectoryMode=0700\nEnvironment=FLEET_MCP_DATA_DIR=%S[/]fleet-mcp$/m,
    );
    expect(unit).toMatch(/^CapabilityBoundingSet=$/m);
  });

  const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
  (hasSystemd ? it : it.skip)("pleases systemd", () => {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-unit-"));
    const file = join(folder, "fleet-mcp.service");
    writeFileSync(file, unit.replace("/usr/bin/node", process.execPath));

    const verify = () =>
      execFileSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8", stdio: "pipe" });

    expect(verify).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});

describe("server.json", () => {
  const server = JSON.parse(readRepository("server.json"));
  const variables: readonly Variable[] = server.packages[0].environmentVariables;

  it("is a manifest as the registry takes it", () => {
    expect(server).toEqual({
      $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      name: expect.stringMatching(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
      title: expect.stringMatching(/^.{1,100}$/),
      description: expect.stringMatching(/^.{1,100}$/),
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      websiteUrl: expect.stringMatching(/^https:/),
      repository: { url: expect.stringMatching(/^https:/), source: "github", subfolder: expect.any(String) },
      packages: [
        {
          registryType: "npm",
          registryBaseUrl: "https://registry.npmjs.org",
          identifier: expect.any(String),
          version: expect.any(String),
          runtimeHint: "npx",
          transport: { type: "stdio" },
          environmentVariables: expect.any(Array),
        },
      ],
    });
  });

  it("describes variables in the registry's words", () => {
    const words = ["name", "description", "isRequired", "isSecret", "format", "default", "placeholder"];
    const formats = ["string", "number", "boolean", "filepath"];

    expect(variables.flatMap(Object.keys).filter((word) => !words.includes(word))).toEqual([]);
    expect(variables.filter(({ format }) => !formats.includes(format))).toEqual([]);
  });

  it("agrees with the package it is about", () => {
    expect(server).toMatchObject({
      name: program.mcpName,
      version: program.version,
      repository: { subfolder: program.repository.directory },
      packages: [{ identifier: program.name, version: program.version }],
    });
  });

  it("names settings that there are, and marks the secret one", () => {
    expect(variables.filter(({ name }) => !known.has(name))).toEqual([]);
    expect(variables).toContainEqual(expect.objectContaining({ name: "CODER_SESSION_TOKEN", isSecret: true }));
  });
});
