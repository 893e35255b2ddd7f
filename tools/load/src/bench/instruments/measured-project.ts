import type { Release } from "@fleet-mcp/coder-sim";

/** Agents of one way only are measured: those in chats where Coder's tasks have ended; else any. */
export const measuredProject = (release: Release): string | undefined => (release === "2.37" ? "chat-box" : undefined);
