export type CallTransport = "http" | "stdio";
