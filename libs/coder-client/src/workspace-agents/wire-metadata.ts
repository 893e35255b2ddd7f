import { z } from "zod";

/** One item of a workspace agent's metadata, flattened from Coder's pair of description and result. */
export const WireMetadata = z
  .object({
    result: z.object({ value: z.string(), error: z.string().default("") }),
    description: z.object({ key: z.string() }),
  })
  .transform(({ result, description }) => ({ key: description.key, value: result.value, error: result.error }));
export type WireMetadata = z.infer<typeof WireMetadata>;
