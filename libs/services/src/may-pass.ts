import { ServiceError } from "./service-error.ts";

/** Whether what failed may work in a moment without anybody changing anything. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ServiceError && ["unavailable", "timeout", "rate_limited", "busy"].includes(error.code);
