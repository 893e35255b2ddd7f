import { FleetError } from "@fleet-mcp/models";
import type { ErrorCode } from "@fleet-mcp/models";

const passingCodes: readonly ErrorCode[] = ["unavailable", "timeout", "rate_limited"];

/** Whether what failed may work in a moment: Coder, or the way to it, was the trouble. */
export const mayPass = (error: unknown): boolean => error instanceof FleetError && passingCodes.includes(error.code);
