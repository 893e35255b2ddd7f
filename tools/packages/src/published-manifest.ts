/** The part of a package.json that publishing looks at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly publishConfig?: { readonly access?: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Leads to sources, which run in the repository only: Node strips no types below node_modules. */
const sourceCondition = "@fleet-mcp/source";

/** The package.json as the world gets it: nothing that only means something inside this repository. */
export function publishedManifest(manifest: Manifest): Manifest {
  const { devDependencies, nx, exports, ...rest } = manifest;
  if (manifest.bin) return programManifest(rest);
  return { ...rest, exports: mapValues(exports ?? {}, withoutSource) };
}

/** A program has all it needs inside: nothing is installed beside it, and nothing of it can be imported. */
function programManifest({ dependencies, ...rest }: Manifest): Manifest {
  return { ...rest, exports: { "./package.json": "./package.json" } };
}

function withoutSource(target: string | Readonly<Record<string, string>>) {
  if (typeof target === "string") return target;
  return Object.fromEntries(Object.entries(target).filter(([condition]) => condition !== sourceCondition));
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
