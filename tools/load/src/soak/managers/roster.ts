/** The agents that managers have heard of, shared by all of them so that they get in each other's way. */
export function createRoster() {
  const names = new Set<string>();
  return {
    names: (): readonly string[] => [...names],
    size: () => names.size,
    add: (name: string) => void names.add(name),
    remove: (name: string) => void names.delete(name),
  };
}
export type Roster = ReturnType<typeof createRoster>;
