/** RFC 3339, as Go prints it. */
export const timePattern = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g;

/** Go's zero time: "never". */
export const zeroTime = "0001-01-01T00:00:00Z";
