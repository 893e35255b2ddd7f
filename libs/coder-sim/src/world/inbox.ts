import type { Timeline } from "../clock/timeline.ts";
import type { Random } from "../random.ts";
import type { SimUser } from "./sim-user.ts";
import type { SimWorkspace } from "./sim-workspace.ts";

export interface Notification {
  readonly id: string;
  readonly templateId: string;
  readonly workspace: SimWorkspace;
  readonly title: string;
  readonly content: string;
  readonly createdMs: number;
  isRead: boolean;
}

const templateIds = {
  paused: "2a74f3d3-ab09-4123-a4a5-ca238f4f65a1",
  resumed: "843ee9c3-a8fb-4846-afa9-977bec578649",
} as const;

/** Notifications about tasks; those that are off by default are never made. */
export function createInbox({ timeline, random }: { readonly timeline: Timeline; readonly random: Random }) {
  const notifications: Notification[] = [];
  return { add, of };

  function add(workspace: SimWorkspace, event: "paused" | "resumed"): void {
    const { name } = workspace;
    notifications.unshift({
      id: random.uuid(),
      templateId: templateIds[event],
      workspace,
      title: event === "paused" ? `Task '${name}' is paused` : `Task '${name}' has resumed`,
      content: event === "paused" ? `The task '${name}' was paused (manual).` : `The task '${name}' has resumed.`,
      createdMs: timeline.now(),
      isRead: false,
    });
  }

  /** Newest first. */
  function of(user: SimUser): readonly Notification[] {
    return notifications.filter(({ workspace }) => workspace.owner === user);
  }
}
export type Inbox = ReturnType<typeof createInbox>;
