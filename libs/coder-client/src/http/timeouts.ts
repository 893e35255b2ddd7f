/** Per attempt, including the body. */
export const defaultTimeoutMs = 30_000;
export const logsTimeoutMs = 60_000;
/** AgentAPI answers only after the terminal reacted, which may take half a minute. */
export const sendTimeoutMs = 90_000;
