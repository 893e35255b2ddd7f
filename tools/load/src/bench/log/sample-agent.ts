import type { Dice } from "../../soak/managers/dice.ts";

export interface SampleAgent {
  readonly workspaceId: string;
  readonly ownerId: string;
  readonly name: string;
  buildId: string;
  /** Given so far. */
  tasks: number;
}

export const makeSampleAgent = (dice: Dice, index: number): SampleAgent => ({
  workspaceId: uuid(dice),
  ownerId: "0b6f5a6e-3c1d-4e0c-9a44-5d1f0c2b7a90",
  name: `worker-${index}`,
  buildId: uuid(dice),
  tasks: 0,
});

export const uuid = (dice: Dice): string => [8, 4, 4, 4, 12].map((length) => hex(dice, length)).join("-");

export const hex = (dice: Dice, length: number): string =>
  Array.from({ length }, () => dice.between(0, 15).toString(16)).join("");

const vocabulary =
  "the login page loses its session after a retry so please add a test that proves it and mend what is behind cart checkout orders API".split(
    " ",
  );

export const words = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => dice.pick(vocabulary)).join(" ");
