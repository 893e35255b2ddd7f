import type { FleetRow } from "../src/fleet.ts";

export const makeRow = (row: Partial<FleetRow> = {}): FleetRow => ({
  name: "ada",
  status: "idle",
  project: "shop-backend",
  role: "coder",
  since: "2026-03-01T09:30:00Z",
  ...row,
});
