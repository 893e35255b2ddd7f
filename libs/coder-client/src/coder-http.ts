import type { CallOptions, Clock } from "@fleet-mcp/models";
import type { z } from "zod";
import type { CoderRequest } from "./http/coder-request.ts";

export interface CoderHttpSettings {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly userAgent?: string;
}

export interface CoderHttp {
  read<Schema extends z.ZodType>(
    schema: Schema,
    request: CoderRequest,
    options: CallOptions,
  ): Promise<z.output<Schema>>;
  readFirstEvent<Schema extends z.ZodType>(
    schema: Schema,
    request: CoderRequest,
    options: CallOptions,
  ): Promise<z.output<Schema>>;
  run(request: CoderRequest, options: CallOptions): Promise<void>;
}

export function createCoderHttp(settings: CoderHttpSettings): CoderHttp {
  throw new Error(`not written yet for ${settings.baseUrl}`);
}
