import { expect, it } from "@jest/globals";
import { faultKinds } from "@fleet-mcp/coder-sim";
import { faultNames } from "./soak-faults.ts";

it("has every fault of the simulator", () => {
  expect(faultNames.toSorted()).toEqual(faultKinds.toSorted());
});
