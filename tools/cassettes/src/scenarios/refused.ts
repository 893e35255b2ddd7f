import { FleetError } from "@fleet-mcp/models";
import type { ErrorCode } from "@fleet-mcp/models";

/** For `.catch(…)`: a refusal that is part of the story; any other failure fails the scenario. */
export const refused = (code: ErrorCode) => (error: unknown) => {
  if (!(error instanceof FleetError && error.code === code)) throw error;
};
