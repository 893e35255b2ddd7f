import type { Redact } from "@fleet-mcp/models";

/** Where no secret is known. */
export const redactNothing: Redact = (text) => text;
