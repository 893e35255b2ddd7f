import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeCoder } from "../../test/make-repositories.ts";
import { makeWorkspace } from "../../test/make-workspace.ts";
import { createOwnerGuard } from "./owner-guard.ts";

const cassettes = useCassettes();

const rileys = makeWorkspace({ id: "w1", name: "twin", owner_id: "riley-id", owner_name: "riley" });
const sams = makeWorkspace({ id: "w2", name: "twin", owner_id: "sam-id", owner_name: "sam" });
const iAm = (id: string) => cassettes.answer("GET", "/api/v2/users/me", { status: 200, json: { id, username: "x" } });
const guardOf = (owner: string) => createOwnerGuard({ coder: makeCoder(), owner });

describe("OwnerGuard.keepOwn", () => {
  it("asks nothing while all rows have one owner", async () => {
    const guard = guardOf("me");

    await expect(guard.keepOwn([rileys, { ...rileys, id: "w3" }], anyCall())).resolves.toHaveLength(2);
    await expect(guard.keepOwn([], anyCall())).resolves.toEqual([]);
    await expect(guard.keepOwn([rileys], anyCall())).resolves.toEqual([rileys]);
  });

  it("keeps only mine of an answer that mixes owners, and asks only once who I am", async () => {
    iAm("sam-id");
    const guard = guardOf("me");

    await expect(guard.keepOwn([rileys, sams], anyCall())).resolves.toEqual([sams]);
    await expect(guard.keepOwn([rileys, sams], anyCall())).resolves.toEqual([sams]);
  });

  it("refuses rows of another owner than before", async () => {
    iAm("riley-id");
    const guard = guardOf("me");

    await guard.keepOwn([rileys], anyCall());

    await expect(guard.keepOwn([sams], anyCall())).resolves.toEqual([]);
  });

  it("keeps to who I am once that is known", async () => {
    iAm("riley-id");
    const guard = guardOf("me");

    await guard.keepOwn([rileys, sams], anyCall());

    await expect(guard.keepOwn([sams], anyCall())).resolves.toEqual([]);
  });

  it.each(["sam", "SAM", "sam-id"])("keeps those of the configured owner %s without asking", async (owner) => {
    await expect(guardOf(owner).keepOwn([rileys, sams], anyCall())).resolves.toEqual([sams]);
  });

  it("drops prebuilt workspaces, which belong to nobody", async () => {
    const prebuilt = { ...sams, is_prebuild: true };

    await expect(guardOf("me").keepOwn([rileys, prebuilt], anyCall())).resolves.toEqual([rileys]);
  });
});
