import { z } from "zod";

/** AgentAPI's answer to `POST /upload`: a path on the agent's machine. */
export const WireAppUpload = z.object({ filePath: z.string().min(1) });
export type WireAppUpload = z.infer<typeof WireAppUpload>;
