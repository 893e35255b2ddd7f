import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AlertRule } from "@fleet-mcp/models";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { signBody } from "../src/alerts/sign-body.ts";
import { AlertThresholds, alertThresholdDefaults } from "../src/config/alert-thresholds.ts";

const document = readFileSync(new URL("../../../docs/fleet.md", import.meta.url), "utf8");

describe("docs/fleet.md", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fleet-mcp-doc-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("names every rule, and the thresholds with their defaults", () => {
    const rows = [...document.matchAll(/^\| `(\w+)` +\|.*?\| +(?:`([\w=]+)`)? *\|$/gm)];
    const thresholds = [...document.matchAll(/`(\w+=\d+)` *\|$/gm)].map(([, threshold]) => threshold);

    expect(rows.map(([, rule]) => rule)).toEqual(AlertRule.options.toSorted(byPlaceIn(rows.map(([, rule]) => rule))));
    expect(thresholds).toHaveLength(Object.keys(alertThresholdDefaults).length);
    expect(AlertThresholds.parse(thresholds.join(","))).toEqual(alertThresholdDefaults);
  });

  it("has a command that copies a log that is in use", () => {
    const [, script = ""] = /^node -e '(.+)' LOG COPY$/m.exec(document) ?? [];
    const [log, copy] = [join(folder, "log.db"), join(folder, "copy.db")];
    const db = new DatabaseSync(log);
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE events (seq INTEGER); INSERT INTO events VALUES (7)");

    execFileSync(process.execPath, ["-e", script, log, copy]);

    const copied = new DatabaseSync(copy);
    expect(copied.prepare("SELECT seq FROM events").all()).toEqual([expect.objectContaining({ seq: 7 })]);
    copied.close();
    db.close();
  });

  it("tells what fleet-mcp signed from what others did, with the code that it shows", () => {
    const [, code = ""] = /```js\n([^`]*isFromFleet[^]*?)```/.exec(document) ?? [];
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = { "x-fleet-timestamp": timestamp, "x-fleet-signature": signBody("s1", timestamp, "{}") };
    const old = { "x-fleet-timestamp": "1767225610", "x-fleet-signature": signBody("s1", "1767225610", "{}") };
    const asked = [
      ["s1", headers, "{}"],
      ["s1", headers, "{ }"],
      ["s2", headers, "{}"],
      ["s1", {}, "{}"],
      ["s1", old, "{}"],
    ];
    const file = join(folder, "check.mjs");
    writeFileSync(
      file,
      `${code}\nconsole.log(JSON.stringify(${JSON.stringify(asked)}.map((one) => isFromFleet(...one))));`,
    );

    const answers: unknown = JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" }));

    expect(answers).toEqual([true, false, false, false, false]);
  });
});

const byPlaceIn = (rules: readonly (string | undefined)[]) => (one: string, other: string) =>
  rules.indexOf(one) - rules.indexOf(other);
