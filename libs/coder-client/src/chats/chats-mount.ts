import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { CoderError } from "../coder-error.ts";
import type { ChatsMount } from "../server/server-api.ts";

/** No release before it has chats; told by its name, an older one need not be asked. */
const firstRelease = { major: 2, minor: 32 };
const mounts: readonly ChatsMount[] = ["api", "experimental"];

/**
 * Where this Coder has chats: below `/api/v2` (2.37 and later), below `/api/experimental` (2.32 to 2.36), or nowhere. Asked
 * once and kept; what kept Coder from answering is thrown and not kept. A Coder whose answers name an older release is not asked.
 */
export function createChatsMount(http: CoderHttp) {
  let known: { readonly mount: ChatsMount | undefined } | undefined;
  let probing: Promise<ChatsMount | undefined> | undefined;
  return { find, forget };

  async function find(options: CallOptions): Promise<ChatsMount | undefined> {
    if (known) return known.mount;
    if (isTooOld(http.release())) return undefined;
    const isOwn = probing === undefined;
    probing ??= probe(options).finally(() => (probing = undefined));
    try {
      known = { mount: await probing };
      return known.mount;
    } catch (error) {
      // It was another caller's question, and that caller went away.
      if (!isOwn && !(error instanceof CoderError) && !options.signal.aborted) return find(options);
      throw error;
    }
  }

  /** For a mount that is not there any more, as after an upgrade of Coder. */
  function forget(): void {
    known = undefined;
  }

  async function probe(options: CallOptions): Promise<ChatsMount | undefined> {
    for (const mount of mounts) if (await has(mount, options)) return mount;
    return undefined;
  }

  async function has(mount: ChatsMount, options: CallOptions): Promise<boolean> {
    try {
      await http.run({ target: mount, path: ["chats"] }, options);
      return true;
    } catch (error) {
      if (!(error instanceof CoderError)) throw error;
      // Chats that this user may not use are there all the same.
      if (error.code === "forbidden") return true;
      if (!isRefusal(error)) throw error;
      return false;
    }
  }
}

/** A Coder without chats answers that the route is unknown, some releases in other ways. */
const isRefusal = ({ status, code }: CoderError): boolean =>
  status !== undefined && status >= 400 && status < 500 && code !== "unauthenticated" && code !== "rate_limited";

/** Builds that are no release, as `v0.0.0-devel`, are asked. */
function isTooOld(release: string | undefined): boolean {
  const [, major = 0, minor = 0] = (/^v(\d+)[.](\d+)[.]/.exec(release ?? "") ?? []).map(Number);
  return major > 0 && (major < firstRelease.major || (major === firstRelease.major && minor < firstRelease.minor));
}
