import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { gone, refusal } from "../../test/script-coder.ts";
import { findGone } from "./find-gone.ts";

const cassettes = useCassettes();
const created = (name: string, owner?: string) =>
  makeEvent(`${name}-1`, "agent_created", {
    agent_name: name,
    project: "shop-backend",
    backend: "tasks",
    ...(owner === undefined ? {} : { owner_id: owner }),
  });

describe("findGone", () => {
  it("asks about nobody who is listed or known to be gone", async () => {
    const ledger = makeLedger(
      makeAdopted("otter"),
      makeAdopted("beaver"),
      makeEvent("beaver-1", "agent_deleted", { by: "us" }),
    );

    expect(await findGone(makeRepositories().agents, ledger, [makeRecord()], anyCall())).toEqual([]);
  });

  it("finds those that Coder has no longer, whoever told whose they were", async () => {
    const ledger = makeLedger(created("otter", "user-1"), created("beaver"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);
    cassettes.answer("GET", "/api/v2/workspaces/beaver-1", gone);

    const found = await findGone(makeRepositories().agents, ledger, [], anyCall());

    expect(found.map(({ name }) => name)).toEqual(["otter", "beaver"]);
  });

  it("takes nobody for gone who belongs to another user than those that are listed", async () => {
    const ledger = makeLedger(created("beaver", "user-2"));

    expect(await findGone(makeRepositories().agents, ledger, [makeRecord()], anyCall())).toEqual([]);
  });

  it("leaves an agent for the next look that Coder cannot be asked about", async () => {
    const ledger = makeLedger(created("otter", "user-1"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", refusal(403, "No."));

    expect(await findGone(makeRepositories().agents, ledger, [], anyCall())).toEqual([]);
  });

  it("takes nobody for gone when it is not known whose the agents were", async () => {
    expect(await findGone(makeRepositories().agents, makeLedger(created("otter")), [], anyCall())).toEqual([]);
  });
});
