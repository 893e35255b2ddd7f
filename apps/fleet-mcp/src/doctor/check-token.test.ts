import type { ErrorCode } from "@fleet-mcp/models";
import type { WorkspaceAction } from "@fleet-mcp/repositories";
import { describe, expect, it } from "@jest/globals";
import { checkExpiry, checkRights, checkToken } from "./check-token.ts";

const answered = <T>(answer: T) => ({ isKnown: true as const, answer });
const refused = (code: ErrorCode) => ({ isKnown: false as const, code, why: "Coder said no" });
const riley = { id: "user-1", name: "riley", roles: ["owner", "auditor"], organizationIds: ["org-1"] };
const all: readonly WorkspaceAction[] = ["read", "create", "start", "stop", "delete", "application_connect"];

describe("checkToken", () => {
  it("names the user and the roles", () => {
    expect(checkToken(answered(riley))).toEqual({
      status: "ok",
      finding: "valid; its user is riley (owner, auditor)",
    });
    expect(checkToken(answered({ ...riley, roles: [] }))).toMatchObject({ finding: "valid; its user is riley" });
  });

  it("fails when Coder refuses it or does not answer, and is unknown while Coder asks to wait", () => {
    expect(checkToken(refused("unauthenticated"))).toMatchObject({
      status: "fail",
      next_step: expect.stringContaining("coder tokens create"),
    });
    expect(checkToken(refused("timeout"))).toMatchObject({
      status: "fail",
      finding: "Coder does not tell whose it is: Coder said no",
    });
    expect(checkToken(refused("rate_limited"))).toMatchObject({ status: "unknown" });
  });
});

describe("checkExpiry", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const judge = (expiresAt: string) => checkExpiry(answered({ expiresAt: Date.parse(expiresAt), scopes: [] }), now);

  it.each([
    ["2026-01-08T00:00:00Z", "ok", "expires in 7 days, at 2026-01-08 00:00 UTC"],
    ["2026-01-07T23:59:59Z", "warn", "expires in 6 days, at 2026-01-07 23:59 UTC"],
    ["2026-01-01T01:30:00Z", "warn", "expires in 1 hour, at 2026-01-01 01:30 UTC"],
    ["2026-01-02T12:00:00Z", "warn", "expires in 36 hours, at 2026-01-02 12:00 UTC"],
    ["2026-01-01T00:00:00Z", "fail", "expired at 2026-01-01 00:00 UTC"],
  ] as const)("judges %s as %s", (expiresAt, status, finding) => {
    expect(judge(expiresAt)).toMatchObject({ status, finding });
  });

  it("is unknown when Coder does not tell", () => {
    expect(checkExpiry(answered(undefined), now)).toMatchObject({ status: "unknown" });
    expect(checkExpiry(answered({ expiresAt: undefined, scopes: [] }), now)).toMatchObject({ status: "unknown" });
    expect(checkExpiry(refused("forbidden"), now)).toMatchObject({ status: "unknown" });
  });
});

describe("checkRights", () => {
  const judge = (
    rights: Parameters<typeof checkRights>[0]["rights"],
    { owner = "me", readOnly = false, scopes = [] as readonly string[] } = {},
  ) => {
    const facts = answered({ expiresAt: undefined, scopes });
    return checkRights({ rights, facts, user: riley, config: { owner, readOnly } });
  };

  it("is ok when nothing is missing", () => {
    expect(judge(answered(all))).toEqual({
      status: "ok",
      finding: "riley may see workspaces, create workspaces, start them, stop them, delete them, reach their apps",
    });
  });

  it("warns of what is missing, and fails when not even reading is allowed", () => {
    expect(judge(answered(["read", "start", "stop", "delete", "application_connect"]))).toMatchObject({
      status: "warn",
      finding: "riley may not create workspaces",
    });
    expect(judge(answered(all.slice(1)))).toMatchObject({ status: "fail", finding: "riley may not see workspaces" });
  });

  it("asks for no more than a read-only server needs", () => {
    expect(judge(answered(["read", "application_connect"]), { readOnly: true })).toMatchObject({ status: "ok" });
  });

  it("names what the token is limited to", () => {
    const { finding } = judge(answered(all), { scopes: ["workspace:*", "task:*"] });

    expect(finding).toMatch(/; the token is limited to workspace:\*, task:\*$/);
  });

  it("warns that apps of somebody else are out of reach", () => {
    expect(judge(answered(all), { owner: "sam" })).toMatchObject({
      status: "warn",
      finding: expect.stringContaining("the workspaces of sam"),
    });
    expect(judge(answered(all), { owner: "Riley" })).toMatchObject({ status: "ok" });
  });

  it("fails for an owner who does not exist, and is unknown when Coder does not tell", () => {
    expect(judge(refused("not_found"))).toMatchObject({
      status: "fail",
      next_step: "Correct FLEET_MCP_OWNER (--owner).",
    });
    expect(judge(refused("timeout"))).toMatchObject({ status: "unknown" });
    expect(judge(answered(undefined))).toMatchObject({ status: "unknown" });
    const facts = refused("timeout");
    const config = { owner: "me", readOnly: false };
    expect(checkRights({ rights: answered(all), facts, user: riley, config })).toMatchObject({ status: "ok" });
  });
});
