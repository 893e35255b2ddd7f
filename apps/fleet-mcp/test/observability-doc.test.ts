import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { createFakeClock } from "@fleet-mcp/testing";
import { localCaller } from "../src/access/caller.ts";
import { createLogger, logLevels } from "../src/logger.ts";
import { createObservability } from "../src/observability/create-observability.ts";

const text = readFileSync(new URL("../../../docs/observability.md", import.meta.url), "utf8");
const sectionOf = (title: string) => text.slice(text.indexOf(`## ${title}`)).split("\n## ")[0] ?? "";
const rowsOf = (title: string) => [...sectionOf(title).matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

describe("docs/observability.md", () => {
  it("names every level and every field of a call's line, and no other", async () => {
    const { lines } = await observed();

    const named = new Set([...rowsOf("Log"), "time"]);
    const written = new Set([...Object.keys(lines()[0] ?? {}), "trace_id"]);
    expect(named).toEqual(written);
    expect(logLevels.filter((level) => !sectionOf("Log").includes(`\`${level}\``))).toEqual([]);
  });

  it("names every metric of ours, and no other", async () => {
    const { metrics } = await observed();

    const ours = [...metrics.matchAll(/^# TYPE (fleet_mcp_\w+)/gm)].map(([, name]) => name);
    expect(rowsOf("Metrics").toSorted()).toEqual(ours.toSorted());
  });

  it("gives an example of an exporter that Node can read", () => {
    const example = /```js\n([^`]*)```/.exec(text)?.[1] ?? "";

    const checking = () => execFileSync(process.execPath, ["--input-type=module", "--check"], { input: example });

    expect(example).toContain(".register();");
    expect(checking).not.toThrow();
  });

  it("installs what the example imports", () => {
    const installed = [...text.matchAll(/(@opentelemetry\/[\w-]+)@\d/g)].map(([, name]) => name);
    const imported = [...text.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);

    expect(imported.filter((name) => !installed.includes(name))).toEqual([]);
  });
});

async function observed() {
  const written: string[] = [];
  const clock = createFakeClock();
  const log = createLogger({ level: "info", secrets: [], clock, write: (line) => written.push(line) });
  const observability = await createObservability({ log, clock, withMetrics: true });
  const call = { tool: "show_agent", agent: "otter", requestId: "1", traceparent: undefined, tracestate: undefined };
  await observability.observeCall(localCaller, "http")(call, () => Promise.resolve("ok"));
  return {
    lines: () => written.map((line): Record<string, unknown> => JSON.parse(line)),
    metrics: (await observability.metrics?.())?.text ?? "",
  };
}
