import type { OnAlertsChanged } from "../src/resources/alerts-uri.ts";

/** Changes of alerts at a test's command, and how many listen to them. */
export function makeNews() {
  const known = new Set<{ readonly tell: () => void }>();
  const onAlertsChanged: OnAlertsChanged = (tell) => {
    const listener = { tell };
    known.add(listener);
    return () => void known.delete(listener);
  };
  return {
    onAlertsChanged,
    listeners: () => known.size,
    happen() {
      for (const { tell } of known) tell();
    },
  };
}
