import { describe, expect, it } from "@jest/globals";
import { makeTools } from "../test/make-tools.ts";
import { forRights } from "./for-rights.ts";

describe("forRights", () => {
  it("gives a caller that may only read nothing that changes something", () => {
    const names = forRights(makeTools(), "read").map(({ name }) => name);

    expect(names).toEqual(makeTools({ readOnly: true }).map(({ name }) => name));
    expect(names).not.toContain("delete_agent");
  });

  it("gives a caller that may write everything", () => {
    expect(forRights(makeTools(), "write").map(({ name }) => name)).toEqual(makeTools().map(({ name }) => name));
  });
});
