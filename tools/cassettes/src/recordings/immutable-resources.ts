/** Never change once they exist: a long recording answers them from any moment, also a later one. */
const immutableResources: readonly RegExp[] = [
  /^GET \/api\/v2\/templateversions\/[^/]+\//,
  /^GET \/api\/v2\/workspacebuilds\/[^/]+\/parameters/,
  /^GET \/api\/v2\/buildinfo/,
];

export function isImmutable(key: string): boolean {
  return immutableResources.some((pattern) => pattern.test(key));
}
