import { z } from "zod";
import { wireList } from "../http/wire-list.ts";
import { WireAppStatus } from "./wire-app-status.ts";

export const WireApp = z.object({
  id: z.string(),
  slug: z.string(),
  health: z.string(),
  url: z.string().optional(),
  healthcheck: z.object({ url: z.string() }).optional(),
  statuses: wireList(WireAppStatus),
});
export type WireApp = z.infer<typeof WireApp>;
