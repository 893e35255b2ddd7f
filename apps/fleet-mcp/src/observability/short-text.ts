const longest = 80;

/** What a client named, fit for a log line or a span: cut, and without characters that steer a terminal. */
export const shortText = (text: string): string => text.slice(0, longest).replaceAll(/[\p{Cc}\p{Cs}]/gu, "\ufffd");
