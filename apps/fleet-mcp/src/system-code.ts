/** The word of the operating system for what failed, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
}
