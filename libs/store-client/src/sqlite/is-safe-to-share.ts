/**
 * Whether several processes may write one WAL file: SQLite 3.7.0 to 3.51.2 can lose commits when two of them write and
 * checkpoint at the same instant; fixed in 3.51.3 and in 3.50.7 and 3.44.6 of the older lines.
 */
export function isSafeToShare(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major !== 3) return major > 3;
  const since = fixedIn[minor];
  return since === undefined ? minor > 51 : patch >= since;
}

const fixedIn: Readonly<Record<number, number>> = { 44: 6, 50: 7, 51: 3 };
