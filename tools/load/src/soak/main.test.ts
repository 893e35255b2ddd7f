import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const node = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", "--conditions=@fleet-mcp/source"];

async function run(args: readonly string[], whileRunning: (child: ReturnType<typeof start>) => Promise<void> = rest) {
  const child = start(args);
  const [out, complaints] = [text(child.stdout), text(child.stderr)];
  const ended = once(child, "exit");
  await whileRunning(child);
  const [code] = await ended;
  return { code, out: await out, complaints: await complaints };
}
const start = (args: readonly string[]) =>
  spawn(process.execPath, [...node, main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
const rest = async () => {};

describe("npm run soak", () => {
  it("finds nothing wrong in twenty seconds with all faults on", async () => {
    const { code, out, complaints } = await run(["--minutes", "0.33", "--seed", "2026"]);

    // The output first: it says what did not hold.
    expect(out).toMatch(/\npassed: everything that was promised held\n$/);
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
    expect(out).toMatch(/--seed 2026\n/);
    // It has not passed for want of trying.
    expect(Number(/^(\d+) calls in/m.exec(out)?.[1])).toBeGreaterThan(50);
    expect(Number(/(\d+) receipts yes/.exec(out)?.[1])).toBeGreaterThan(5);
    expect(Number(/(\d+) prompts delivered/.exec(out)?.[1])).toBeGreaterThan(10);
    expect(out).not.toMatch(/^ {2}(create_agent|start_agent_task|restart_agent|delete_agent|list_agents) +0 results/m);
    expect(out).not.toContain("memory not judged");
    expect(out).toMatch(/event log: [1-9]\d+ events of \d+ looks, .*; [1-9]\d* observers killed/);
  }, 120_000);

  it("ends at SIGINT, with the counts so far", async () => {
    const { code, out } = await run(
      ["--minutes", "9", "--managers", "3", "--agents", "5", "--faults", "none"],
      async (child) => {
        await once(child.stdout, "data");
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        child.kill("SIGINT");
      },
    );

    expect(out).toMatch(/calls in \d s; .*\n[^]*passed: /);
    expect(code).toBe(0);
  }, 60_000);

  it("prints what it takes with --help", async () => {
    expect(await run(["--help"])).toEqual({
      code: 0,
      complaints: "",
      out: expect.stringMatching(/^Lets managers act/),
    });
  });

  it("refuses what it does not understand in one line", async () => {
    expect(await run(["--minutes", "never"])).toEqual({
      code: 2,
      out: "",
      complaints: 'soak: --minutes must be a number above 0, at most 1440, not "never".\n',
    });
  });
});
