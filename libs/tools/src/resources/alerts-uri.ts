/** The one resource whose readers can ask to be told of changes. */
export const alertsUri = "fleet://alerts";

/** Has the listener told whenever alerts change; returns what ends it. Whoever listens counts as somebody who waits. */
export type OnAlertsChanged = (listener: () => void) => () => void;
