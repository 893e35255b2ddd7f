import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { readScript } from "./read-script.ts";

const calm = { seconds: [5, 9], mishaps: 0, pullRequests: 0 } as const;
const read = (prompt: string, habits: Parameters<typeof readScript>[1] = calm) =>
  readScript(prompt, habits, createRandom("script"));

describe("readScript", () => {
  it("follows the directives at the end and leaves them out of the title", () => {
    expect(read("Add a  page work=4 pr=https://git.example.com/1")).toEqual({
      title: "Add a page",
      seconds: 4,
      ending: "complete",
      pullRequest: "https://git.example.com/1",
    });
  });

  it("takes fail, ask and stuck as directives only beside another one", () => {
    expect(read("Do it work=1 fail").ending).toBe("failure");
    expect(read("Do it ask work=1").ending).toBe("question");
    expect(read("Do it work=1 stuck").ending).toBe("never");
    expect(read("See why the tests fail")).toMatchObject({ title: "See why the tests fail", ending: "complete" });
  });

  it("leaves the time to the habits when only a link is given", () => {
    const { seconds } = read("Do it pr=https://git.example.com/1");

    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(seconds).toBeLessThanOrEqual(9);
  });

  it("leaves everything to the habits without directives", () => {
    const random = createRandom("habits");
    const habits = { seconds: [1, 1], mishaps: 0.5, pullRequests: 1 } as const;
    const scripts = Array.from({ length: 200 }, () => readScript("Do it", habits, random));

    expect(new Set(scripts.map(({ ending }) => ending))).toEqual(new Set(["complete", "question", "failure", "never"]));
    expect(scripts.every(({ ending, pullRequest }) => (ending === "complete") === (pullRequest !== undefined))).toBe(
      true,
    );
  });
});
