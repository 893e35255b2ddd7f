const id = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** The path of every field in a JSON value with the types found there, as in `.resources[].name: string`. */
export function shapeOf(value: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const shape = new Map<string, Set<string>>();
  walk(value, "");
  return shape;

  function walk(inner: unknown, path: string): void {
    const types = shape.get(path) ?? new Set();
    shape.set(path, types.add(typeName(inner)));
    if (Array.isArray(inner)) inner.forEach((item) => walk(item, `${path}[]`));
    else if (typeof inner === "object" && inner !== null) {
      for (const [key, field] of Object.entries(inner)) walk(field, `${path}.${withoutIds(key)}`);
    }
  }
}

export function withoutIds(text: string): string {
  return text.replace(id, "{id}");
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}
