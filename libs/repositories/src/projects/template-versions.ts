import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient, WirePreset, WireRichParameter } from "@fleet-mcp/coder-client";
import { mapLimited } from "@fleet-mcp/models";
import type { CallOptions, Logger } from "@fleet-mcp/models";

/** How many versions are asked about at a time. */
const parallel = 8;

/**
 * Presets and parameters of template versions. A version never changes, so each is asked for once and kept. `known…` methods never
 * fail because of Coder: what cannot be read is left out (and logged), so that one odd template cannot hide a fleet.
 */
export function createTemplateVersions({ coder, log }: { readonly coder: CoderClient; readonly log: Logger }) {
  const presetsByVersion = new Map<string, readonly WirePreset[]>();
  const parametersByVersion = new Map<string, readonly WireRichParameter[]>();
  return { presets, parameters, knownPresets, knownParameters };

  async function presets(versionId: string, options: CallOptions): Promise<readonly WirePreset[]> {
    return once(presetsByVersion, versionId, () => coder.templates.presets(versionId, options));
  }

  async function parameters(versionId: string, options: CallOptions): Promise<readonly WireRichParameter[]> {
    return once(parametersByVersion, versionId, () => coder.templates.richParameters(versionId, options));
  }

  /** Presets of each version that can be read, by version id. */
  async function knownPresets(versionIds: Iterable<string>, options: CallOptions) {
    return readable([...new Set(versionIds)], (id) => presets(id, options));
  }

  /** Parameters of each version that can be read, by version id. */
  async function knownParameters(versionIds: Iterable<string>, options: CallOptions) {
    return readable([...new Set(versionIds)], (id) => parameters(id, options));
  }

  async function readable<T>(
    ids: readonly string[],
    read: (id: string) => Promise<T>,
  ): Promise<ReadonlyMap<string, T>> {
    const pairs = await mapLimited(ids, parallel, async (id): Promise<readonly [string, T][]> => {
      try {
        return [[id, await read(id)]];
      } catch (error) {
        if (!(error instanceof CoderError)) throw error;
        log.warn("a template version could not be read", { versionId: id, code: error.code, error: error.message });
        return [];
      }
    });
    return new Map(pairs.flat());
  }
}
export type TemplateVersions = ReturnType<typeof createTemplateVersions>;

async function once<T>(kept: Map<string, T>, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = await read();
  kept.set(key, value);
  return value;
}
