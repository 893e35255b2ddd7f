import { describe, expect, it } from "@jest/globals";
import { makeLogged } from "../../../test/make-logged.ts";
import { certainAfter, looksIn } from "./looks.ts";

describe("looksIn", () => {
  it("counts what was written at once as one look, and nothing that is seen or done by the way", () => {
    const seen = (atMs: number) => makeLogged(atMs, "agent_status_changed", { to: "busy" });
    const adopted = makeLogged(7, "agent_adopted", { agent_name: "ant", project: "web", status: "idle" });

    const looks = looksIn([seen(9), seen(5), adopted, seen(9), { ...seen(8), origin: { actor: "manager" } }]);

    expect(looks).toEqual([5, 9]);
  });
});

describe("certainAfter", () => {
  it("is the third look that ended later", () => {
    expect(certainAfter([1, 2, 3, 4, 5], 2)).toBe(5);
    expect(certainAfter([1, 2, 3, 4, 5], 3)).toBeUndefined();
  });
});
