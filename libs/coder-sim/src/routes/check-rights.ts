import { z } from "zod";
import { json } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { readBody } from "./read-body.ts";
import type { Call } from "./route.ts";

const Question = z.object({
  action: z.string(),
  object: z.object({ resource_type: z.string(), owner_id: z.string().optional() }),
});
const Body = z.object({ checks: z.record(z.string(), Question) });

/** What members may do with what is theirs, and read of what belongs to all. */
const own = new Set(["workspace", "task", "chat", "api_key", "user", "notification_preference", "inbox_notification"]);
const shared = new Set(["template", "organization", "provisioner_jobs"]);

/** `POST /authcheck`: may the caller do this, under the name of each question. An administrator may do anything. */
export function checkRights({ world, caller, request }: Call): SimAnswer {
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const hasChats = world.chats.setup !== "no-access";
  return json(200, Object.fromEntries(Object.entries(read.body.checks).map(([name, asked]) => [name, may(asked)])));

  function may({ action, object: { resource_type: type, owner_id: owner } }: z.output<typeof Question>): boolean {
    if (caller.isAdmin) return true;
    if (shared.has(type)) return action === "read" || action === "use";
    const isOwn = owner === "me" || owner === caller.id;
    return isOwn && own.has(type) && (type !== "chat" || action === "read" || hasChats);
  }
}
