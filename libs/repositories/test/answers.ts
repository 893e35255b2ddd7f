import type { HandWritten } from "@fleet-mcp/testing";

export const ok = (json: unknown): HandWritten => ({ status: 200, json });

/** A refusal of Coder's in its own shape. */
export const refusal = (status: number, message = "no"): HandWritten => ({ status, json: { message } });
