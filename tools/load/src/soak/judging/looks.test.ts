import { describe, expect, it } from "@jest/globals";
import { makeLogged } from "../../../test/make-logged.ts";
import { certainAfter, looksIn } from "./looks.ts";

describe("looksIn", () => {
  it("counts what was written at once as one look, and neither alerts nor what others write", () => {
    const gone = (atMs: number) => makeLogged(atMs, "agent_deleted", { by: "us" });
    const resolved = makeLogged(7, "alert_resolved", { alert_id: "a-1", by: "observer" });

    const looks = looksIn([gone(9), gone(5), resolved, gone(9), { ...gone(8), origin: { actor: "manager" } }]);

    expect(looks).toEqual([5, 9]);
  });
});

describe("certainAfter", () => {
  it("is the third look that ended later", () => {
    expect(certainAfter([1, 2, 3, 4, 5], 2)).toBe(5);
    expect(certainAfter([1, 2, 3, 4, 5], 3)).toBeUndefined();
  });
});
