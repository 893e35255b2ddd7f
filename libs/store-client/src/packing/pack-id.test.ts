import { describe, expect, it } from "@jest/globals";
import { packId, unpackId } from "./pack-id.ts";

describe("packId", () => {
  it.each([
    "8a657e3d-c261-4905-8b22-9d62847fa88a",
    "8A657E3D-C261-4905-8B22-9D62847FA88A",
    "c-1",
    "",
    "Größe",
    "0123456789abcdef",
  ])("gives back %j", (id) => {
    expect(unpackId(packId(id))).toBe(id);
  });

  it("makes a UUID half as long", () => {
    expect(packId("8a657e3d-c261-4905-8b22-9d62847fa88a")).toHaveLength(17);
  });
});
