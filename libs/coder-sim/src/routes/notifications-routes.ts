import { z } from "zod";
import { empty, json } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toTime } from "../wire/to-time.ts";
import type { Notification } from "../world/inbox.ts";
import type { World } from "../world/world.ts";
import { readBody } from "./read-body.ts";
import type { Call, Route } from "./route.ts";

const Preferences = z.object({ template_disabled_map: z.record(z.string(), z.boolean()) });

export const notificationsRoutes: readonly Route[] = [
  { method: "PUT", path: "users/*/notifications/preferences", answer: setPreferences },
  { method: "GET", path: "notifications/inbox", answer: listInbox },
  { method: "PUT", path: "notifications/inbox/mark-all-as-read", answer: markAllRead },
];

/** Remembered by nobody: the notifications that a user could ask for are never made. */
function setPreferences({ world, request }: Call): SimAnswer {
  const read = readBody(Preferences, request);
  if ("refused" in read) return read.refused;
  const updated = toTime(world.timeline.now());
  const preferences = Object.entries(read.body.template_disabled_map);
  return json(
    200,
    preferences.map(([id, disabled]) => ({ id, disabled, updated_at: updated })),
  );
}

function listInbox({ world, caller, query }: Call): SimAnswer {
  const all = world.inbox.of(caller);
  const status = query.get("read_status") ?? "all";
  const shown = all.filter(({ isRead }) => status === "all" || isRead === (status === "read")).slice(0, 25);
  return json(200, {
    notifications: shown.map((notification) => toNotification(world, notification)),
    unread_count: all.filter(({ isRead }) => !isRead).length,
  });
}

function markAllRead({ world, caller }: Call): SimAnswer {
  for (const notification of world.inbox.of(caller)) notification.isRead = true;
  return empty(204);
}

function toNotification({ baseUrl, organization }: World, notification: Notification) {
  const { workspace } = notification;
  const { owner } = workspace;
  return {
    id: notification.id,
    user_id: owner.id,
    template_id: notification.templateId,
    targets: [workspace.id, owner.id, organization.id],
    title: notification.title,
    content: notification.content,
    icon: "DEFAULT_ICON_OTHER",
    actions: [
      { label: "View task", url: `${baseUrl}/tasks/${owner.username}/${workspace.taskId}` },
      { label: "View workspace", url: `${baseUrl}/@${owner.username}/${workspace.name}` },
    ],
    read_at: notification.isRead ? toTime(notification.createdMs) : null,
    created_at: toTime(notification.createdMs),
  };
}
