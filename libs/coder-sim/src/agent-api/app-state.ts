/** What a coding CLI says of itself. */
export type AppState = "working" | "idle" | "complete" | "failure";
