import { describe, expect, it } from "@jest/globals";
import { createTools } from "./index.ts";

describe("createTools", () => {
  it("leaves out everything that changes something when read-only", () => {
    const tools = createTools({}, { readOnly: true });

    expect(tools.filter(({ annotations }) => !annotations.readOnlyHint)).toEqual([]);
  });
});
