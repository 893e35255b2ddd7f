import { describe, expect, it } from "@jest/globals";
import { checkAgentApp, checkProjects } from "./check-fleet.ts";

const answered = <T>(answer: T) => ({ isKnown: true as const, answer });
const silent = { isKnown: false as const, code: "timeout" as const, why: "no answer" };
const shop = { name: "shop", organization: "coder", roles: ["coder", "tester"], backends: ["tasks" as const] };
const bare = { name: "bare-vm", organization: "coder", reason: "its template has no agent." };

describe("checkProjects", () => {
  it("lists every project, usable or why not", () => {
    const docs = { ...shop, name: "docs", roles: [], warnings: ["Roles cannot carry instructions."] };

    expect(checkProjects(answered({ projects: [shop, docs], unusable: [bare] }))).toEqual({
      status: "ok",
      finding: "2 of 3 can run agents",
      details: [
        "shop: usable; roles coder, tester",
        "docs: usable; Roles cannot carry instructions.",
        "bare-vm: not usable, its template has no agent.",
      ],
    });
  });

  it("fails without one that is usable", () => {
    expect(checkProjects(answered({ projects: [], unusable: [bare] }))).toMatchObject({
      status: "fail",
      finding: "none of 1 can run agents",
      details: ["bare-vm: not usable, its template has no agent."],
    });
    expect(checkProjects(answered({ projects: [], unusable: [] }))).toMatchObject({
      status: "fail",
      finding: "Coder shows this user no template",
    });
  });

  it("is unknown without an answer", () => {
    expect(checkProjects(silent)).toMatchObject({ status: "unknown" });
  });
});

describe("checkAgentApp", () => {
  it.each([
    [answered({ agent: "otter" }), "ok", "otter answers"],
    [answered({ agent: "otter", problem: "its CLI is silent" }), "warn", "otter is online, but its CLI is silent"],
    [answered(undefined), "unknown", "not checked: no agent is online"],
    [silent, "unknown", "not checked: no answer"],
  ])("judges %j as %s", (asked, status, finding) => {
    expect(checkAgentApp(asked)).toMatchObject({ status, finding });
  });
});
