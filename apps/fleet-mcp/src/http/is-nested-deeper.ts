const [quote, backslash, openArray, closeArray, openObject, closeObject] = Buffer.from('"\\[]{}');

/**
 * Whether JSON holds arrays and objects in more than `limit` levels. Parsers survive any depth; what later walks through the value,
 * or writes it again, runs out of stack. Text that is no JSON gets an answer too.
 */
export function isNestedDeeper(json: Buffer, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isInString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (byte === openArray || byte === openObject) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === closeArray || byte === closeObject) depth -= 1;
  }
  return false;
}
