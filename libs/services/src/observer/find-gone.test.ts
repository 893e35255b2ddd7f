import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeLedger } from "../../test/make-ledger.ts";
import { makeRecord } from "../../test/make-record.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { gone, ok, refusal } from "../../test/script-coder.ts";
import { createGoneSearch } from "./find-gone.ts";

const cassettes = useCassettes();
const created = (name: string, owner?: string) =>
  makeEvent(`${name}-1`, "agent_created", {
    agent_name: name,
    project: "shop-backend",
    backend: "tasks",
    ...(owner === undefined ? {} : { owner_id: owner }),
  });

const notToBeSeen = refusal(404, "Resource not found or you do not have access to this resource");

/** A search, and its clock. */
function makeSearch() {
  const clock = createFakeClock("2026-01-01T00:01:30.000Z");
  return { findGone: createGoneSearch({ agents: makeRepositories().agents, clock }), clock };
}

describe("createGoneSearch", () => {
  it("asks about nobody who is listed or known to be gone", async () => {
    const ledger = makeLedger(
      makeAdopted("otter"),
      makeAdopted("beaver"),
      makeEvent("beaver-1", "agent_deleted", { by: "us" }),
    );

    expect(await makeSearch().findGone(ledger, [makeRecord()], anyCall())).toEqual([]);
  });

  it("finds those that Coder has no longer, whoever told whose they were", async () => {
    const ledger = makeLedger(created("otter", "user-1"), created("beaver"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);
    cassettes.answer("GET", "/api/v2/workspaces/beaver-1", gone);

    const found = await makeSearch().findGone(ledger, [], anyCall());

    expect(found.map(({ name }) => name)).toEqual(["otter", "beaver"]);
  });

  it("takes nobody for gone who belongs to another user than those that are listed", async () => {
    const ledger = makeLedger(created("beaver", "user-2"));

    expect(await makeSearch().findGone(ledger, [makeRecord()], anyCall())).toEqual([]);
  });

  it("leaves an agent for the next look that Coder cannot be asked about", async () => {
    const ledger = makeLedger(created("otter", "user-1"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", refusal(403, "No."));

    expect(await makeSearch().findGone(ledger, [], anyCall())).toEqual([]);
  });

  it("takes nobody for gone whom this token may not see, and asks again ten minutes later", async () => {
    const { findGone, clock } = makeSearch();
    const ledger = makeLedger(created("otter", "user-1"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", notToBeSeen);
    expect(await findGone(ledger, [], anyCall())).toEqual([]);
    clock.advance(599_999);
    expect(await findGone(ledger, [], anyCall())).toEqual([]);

    clock.advance(1);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);

    expect(await findGone(ledger, [], anyCall())).toMatchObject([{ name: "otter" }]);
  });

  it("asks again about an agent that is there but was not listed, and when the clock was set back", async () => {
    const { findGone, clock } = makeSearch();
    const ledger = makeLedger(created("otter", "user-1"));
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", ok(makeRow({ status: "stopped" })));
    expect(await findGone(ledger, [], anyCall())).toEqual([]);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", notToBeSeen);
    expect(await findGone(ledger, [], anyCall())).toEqual([]);

    clock.advance(-3_600_000);
    cassettes.answer("GET", "/api/v2/workspaces/otter-1", gone);

    expect(await findGone(ledger, [], anyCall())).toHaveLength(1);
  });
});
