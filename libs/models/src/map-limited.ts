/** `Promise.all` over a map with at most `limit` calls under way. The first failure rejects and begins no other; order is kept. */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let hasFailed = false;
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      try {
        results[index] = await each(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  });
  await Promise.all(workers);
  return results;
}
