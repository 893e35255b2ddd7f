import { z } from "zod";

/** The way one agent is talked to. */
export const BackendName = z.enum(["tasks", "agentapi", "chats"]);
export type BackendName = z.infer<typeof BackendName>;

/** Which backend new agents get: a fixed one, or what their project and server offer. */
export const BackendChoice = z.enum(["auto", ...BackendName.options]);
export type BackendChoice = z.infer<typeof BackendChoice>;
