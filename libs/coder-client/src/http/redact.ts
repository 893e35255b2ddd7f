const tokenShape = /\b[A-Za-z0-9]{10}-[A-Za-z0-9]{22}\b/g;

/** Text of others made fit to keep: no token, no control characters, at most 300 characters. */
export function redact(text: string, token: string): string {
  const known = token === "" ? text : text.replaceAll(token, "[redacted]");
  return known
    .replaceAll(tokenShape, "[redacted]")
    .replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
}
