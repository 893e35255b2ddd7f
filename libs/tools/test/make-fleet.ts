import { readCassette } from "@fleet-mcp/testing";

const [lookup, presets] = readCassette("agents-shown/show-idle").log.entries.map(
  ({ response }) => response.content._json,
);
const recorded = JSON.stringify(lookup);

/** Coder's roles of the version that every agent of `makeFleet` runs: answer its presets with them. */
export const rolesOfFleet: unknown = presets;
export const pathOfRoles = "/api/v2/templateversions/00000000-0000-4000-8000-000000000007/presets";

/** Coder's list of `count` agents called worker-001 and on: copies of a recorded one, with a role and a longer task. */
export function makeFleet(count: number): unknown {
  return { workspaces: Array.from({ length: count }, (_, index) => makeRow(index + 1)), count };
}

function makeRow(number: number): unknown {
  const digits = String(number).padStart(3, "0");
  return JSON.parse(
    recorded
      .replaceAll('"ant"', `"worker-${digits}"`)
      .replaceAll("00000000-0000-4000-8000-000000000001", `00000000-0000-4000-9000-000000000${digits}`)
      .replaceAll("Fix the login bug", "Move the login page to the new design system"),
  );
}
