import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { readRepository } from "./read-repository.ts";
import { repositoryRoot } from "./repository-root.ts";
import { run } from "./run.ts";

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
      "FROM WORKDIR COPY COPY ENV USER EXPOSE HEALTHCHECK ENTRYPOINT".split(" "),
    );
    expect(image).toEqual(expect.arrayContaining(["USER node", "EXPOSE 3737", 'ENTRYPOINT ["node", "/app/main.js"]']));
  });

  it("copies files that the repository and its build have", () => {
    const copied = image.filter((line) => line.startsWith("COPY")).flatMap((line) => line.match(/\/build\/\S+/g) ?? []);

    expect(copied).toEqual([
      "/build/LICENSE",
      "/build/deploy/healthcheck.mjs",
      ...program.files.map((file: string) => `/build/apps/fleet-mcp/${file}`),
    ]);
  });

  it("sets only what there is to set, and no secret", () => {
    const set = image.find((line) => line.startsWith("ENV"))?.match(/(?:CODER|FLEET_MCP)_[A-Z_]+/g) ?? [];

    expect(set).toEqual(["FLEET_MCP_HOST", "FLEET_MCP_PORT"]);
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
    expect(unit).toMatch(/^KillMode=mixed$/m);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(40);
  });

  it("runs as nobody in particular and can write nothing", () => {
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
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
  const server: unknown = JSON.parse(readRepository("server.json"));

  it("is a manifest as the registry takes it", () => {
    const variable = z.strictObject({
      name: z.string(),
      description: z.string().min(1),
      isRequired: z.boolean().optional(),
      isSecret: z.boolean().optional(),
      format: z.enum(["string", "number", "boolean", "filepath"]),
      default: z.string().optional(),
      placeholder: z.string().optional(),
    });
    const manifest = z.strictObject({
      $schema: z.literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
      name: z
        .string()
        .max(200)
        .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
      title: z.string().min(1).max(100),
      description: z.string().min(1).max(100),
      version: z.string().regex(/^\d+\.\d+\.\d+$/),
      websiteUrl: z.url(),
      repository: z.strictObject({ url: z.url(), source: z.literal("github"), subfolder: z.string() }),
      packages: z.tuple([
        z.strictObject({
          registryType: z.literal("npm"),
          registryBaseUrl: z.literal("https://registry.npmjs.org"),
          identifier: z.string(),
          version: z.string(),
          runtimeHint: z.literal("npx"),
          transport: z.strictObject({ type: z.literal("stdio") }),
          environmentVariables: z.array(variable),
        }),
      ]),
    });

    expect(z.prettifyError(manifest.safeParse(server).error ?? new z.ZodError([]))).toBe("");
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
    const [{ environmentVariables: variables }] = JSON.parse(readRepository("server.json")).packages;

    expect(variables.filter(({ name }: { name: string }) => !known.has(name))).toEqual([]);
    expect(variables).toContainEqual(expect.objectContaining({ name: "CODER_SESSION_TOKEN", isSecret: true }));
  });
});
