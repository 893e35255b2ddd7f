import { z } from "zod";

const Failure = z.object({ message: z.string() });

/** The first line of what an error says; errors of Node's own may be of another realm. */
export function messageOf(error: unknown): string {
  const message = Failure.safeParse(error).data?.message ?? String(error);
  return message.split("\n")[0] ?? "";
}
