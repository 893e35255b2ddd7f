import { describe, expect, it } from "@jest/globals";
import type { Check } from "./check.ts";
import { renderTable } from "./render-table.ts";

const checks: readonly Check[] = [
  { name: "node", status: "ok", finding: "24.0.0" },
  {
    name: "projects",
    status: "fail",
    finding: "none of 2 can run agents",
    next_step: "Give a template what it lacks, so that it can run an agent and be called a project.",
    details: ["bare-vm: not usable"],
  },
  { name: "clock", status: "unknown", finding: "not checked: no", next_step: "Repair it." },
  { name: "token", status: "unknown", finding: "not checked: no", next_step: "Repair it." },
  { name: "rights", status: "warn", finding: "few", next_step: "Ask." },
];
const plain = { columns: 70, hasColour: false };

describe("renderTable", () => {
  it("aligns, wraps below the finding and says a repeated next step once", () => {
    expect(renderTable({ version: "1.0.0", checks, ok: false }, plain)).toBe(
      [
        "fleet-mcp 1.0.0",
        "",
        "ok       node              24.0.0",
        "fail     projects          none of 2 can run agents",
        "                           -> Give a template what it lacks, so that",
        "                              it can run an agent and be called a",
        "                              project.",
        "                           - bare-vm: not usable",
        "unknown  clock             not checked: no",
        "                           -> Repair it.",
        "unknown  token             not checked: no",
        "warn     rights            few",
        "                           -> Ask.",
        "",
        "Something failed: 1 failed, 1 with a warning, 2 not checked.",
        "",
      ].join("\n"),
    );
  });

  it("leaves a word whole that no line can hold", () => {
    const finding = `see https://example.com/${"x".repeat(80)} there`;

    const table = renderTable({ version: "1.0.0", checks: [{ name: "node", status: "ok", finding }], ok: true }, plain);

    expect(table).toContain(`\n${" ".repeat(27)}https://example.com/${"x".repeat(80)}\n`);
    expect(table).toContain("No check failed.");
  });

  it("colours the status alone", () => {
    const table = renderTable({ version: "1.0.0", checks, ok: false }, { ...plain, hasColour: true });

    expect(table).toContain("\u001b[31mfail   \u001b[0m  projects");
    expect(table).toContain("\u001b[32mok     \u001b[0m  node");
  });
});
