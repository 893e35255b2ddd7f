import type { SimUser } from "../world/sim-user.ts";
import type { World } from "../world/world.ts";
import { toTime } from "./to-time.ts";

export function toUser({ organization }: World, user: SimUser) {
  const created = toTime(user.createdMs);
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    email: user.email,
    created_at: created,
    updated_at: created,
    last_seen_at: created,
    status: "active",
    login_type: "password",
    organization_ids: [organization.id],
    roles: user.isAdmin ? [{ name: "owner", display_name: "Owner" }] : [],
  };
}
