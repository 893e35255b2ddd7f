/** Wakes whoever sleeps; rung while nobody does, it wakes the next one at once. */
export function createBell() {
  let isRung = false;
  let wake: () => void = () => {};
  return {
    ring(): void {
      isRung = true;
      wake();
    },
    async rungOr(sleep: Promise<void>): Promise<void> {
      const rung = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (isRung) wake();
      await Promise.race([sleep, rung]);
      isRung = false;
    },
  };
}
export type Bell = ReturnType<typeof createBell>;
