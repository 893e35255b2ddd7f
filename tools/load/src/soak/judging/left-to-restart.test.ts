import { expect, it } from "@jest/globals";
import { leftToRestart } from "./left-to-restart.ts";

it("reads from the server's log which restarts another process finishes", () => {
  const log = [
    '{"left":["restart ant"],"message":"stopped before all work was done"}',
    '{"left":["restart bee","delete cow","restart dog"],"message":"a process of its own finishes what is left"}',
  ];

  expect([...leftToRestart(log)]).toEqual(["bee", "dog"]);
});
