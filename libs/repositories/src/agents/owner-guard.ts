import type { CoderClient, WireWorkspace } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";

/**
 * Holds answers to the fleet's owner. Every request names the owner already; this looks at what came back, because an
 * administrator's token would be answered about anybody's workspace.
 */
export function createOwnerGuard({ coder, owner }: { readonly coder: CoderClient; readonly owner: string }) {
  let myId: string | undefined;
  let seenId: string | undefined;
  return { keepOwn };

  /** The rows that belong to the owner. Asks Coder who `me` is only when an answer mixes owners or differs from the one before. */
  async function keepOwn(rows: readonly WireWorkspace[], options: CallOptions): Promise<WireWorkspace[]> {
    const real = rows.filter((row) => !row.is_prebuild);
    if (owner !== "me")
      return real.filter((row) => row.owner_name.toLowerCase() === owner.toLowerCase() || row.owner_id === owner);
    if (myId === undefined && agree(real)) return real;
    myId ??= (await coder.users.me(options)).id;
    return real.filter((row) => row.owner_id === myId);
  }

  /** Whether all rows have one owner, the same as in every answer so far. */
  function agree(rows: readonly WireWorkspace[]): boolean {
    seenId ??= rows[0]?.owner_id;
    return rows.every((row) => row.owner_id === seenId);
  }
}
export type OwnerGuard = ReturnType<typeof createOwnerGuard>;
