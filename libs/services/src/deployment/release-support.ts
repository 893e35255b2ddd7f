/** `unknown`: not a release, as with builds of one's own. */
export type ReleaseSupport = "supported" | "too_old" | "unknown";

/** The extended-support release with which the stable tasks API began; nothing older was ever tried. */
const oldest = { major: 2, minor: 29 };

/** Reads `v2.31.9+abc1234` and the like. */
export function releaseSupport(version: string): ReleaseSupport {
  const [, major, minor] = /^v?(\d+)[.](\d+)[.]\d+/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined || major === 0) return "unknown";
  const isOlder = major < oldest.major || (major === oldest.major && minor < oldest.minor);
  return isOlder ? "too_old" : "supported";
}
