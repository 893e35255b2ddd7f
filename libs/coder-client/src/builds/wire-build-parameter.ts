import { z } from "zod";

export const WireBuildParameter = z.object({ name: z.string(), value: z.string() });
export type WireBuildParameter = z.infer<typeof WireBuildParameter>;
