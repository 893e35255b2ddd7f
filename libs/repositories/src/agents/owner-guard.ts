import type { CoderClient, WireWorkspace } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";

/**
 * Holds answers to the fleet's owner. Every request names the owner already; this looks at what came back, because an
 * administrator's token would be answered about anybody's workspace.
 */
export function createOwnerGuard({ coder, owner }: { readonly coder: CoderClient; readonly owner: string }) {
  let myId: string | undefined;
  return { keepOwn };

  /** The rows that belong to the owner. Asks Coder who `me` is only when an answer mixes owners. */
  async function keepOwn(rows: readonly WireWorkspace[], options: CallOptions): Promise<WireWorkspace[]> {
    const real = rows.filter((row) => !row.is_prebuild);
    if (owner !== "me")
      return real.filter((row) => row.owner_name.toLowerCase() === owner.toLowerCase() || row.owner_id === owner);
    if (new Set(real.map((row) => row.owner_id)).size <= 1) return real;
    myId ??= (await coder.users.me(options)).id;
    return real.filter((row) => row.owner_id === myId);
  }
}
export type OwnerGuard = ReturnType<typeof createOwnerGuard>;
