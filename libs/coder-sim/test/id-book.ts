const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const wholeId = new RegExp(`^${idPattern.source}$`);

/** Ids of tool calls are the provider's. */
const callPattern = /^call_\w+$/;

/** Which id of the simulator stands for which recorded one: each for exactly one. */
export function createIdBook() {
  const simulated = new Map<string, string>();
  const recorded = new Map<string, string>();
  return { bind, areSame, translate };

  function bind(recordedId: string, simulatedId: string): void {
    simulated.set(recordedId, simulatedId);
    recorded.set(simulatedId, recordedId);
  }

  /** A pair seen for the first time is bound, unless either id already stands for another. */
  function areSame(recordedId: string, simulatedId: string): boolean {
    if (!simulated.has(recordedId) && !recorded.has(simulatedId)) bind(recordedId, simulatedId);
    return simulated.get(recordedId) === simulatedId;
  }

  /** A recorded text in the simulator's ids; an id never seen stays. */
  function translate(text: string): string {
    return text.replace(idPattern, (id) => simulated.get(id) ?? id);
  }
}
export type IdBook = ReturnType<typeof createIdBook>;

export const isId = (text: string): boolean => wholeId.test(text) || callPattern.test(text);
