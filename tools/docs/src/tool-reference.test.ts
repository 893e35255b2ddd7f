import { describe, expect, it } from "@jest/globals";
import { errorMeanings } from "@fleet-mcp/models";
import { defineTool } from "@fleet-mcp/tools";
import { z } from "zod";
import { makeTools } from "./make-tools.ts";
import { toolReference } from "./tool-reference.ts";

describe("toolReference", () => {
  it("tells of a tool what a client sees of it", () => {
    const page = toolReference([cleanDesk], { busy: "It works." });

    expect(page).toContain("| [`clean_desk`](#clean_desk) | Clean desk | – | changes, destructive |\n");
    expect(page).toContain(
      `## clean_desk

**Clean desk.** Cleans a desk.

Hints: changes, destructive.

| Input | Type | Default | Limits | Description |
|---|---|---|---|---|
| \`desk\` | string | required | – | Whose. |
| \`corner\` | string | – | – | Only this one. |
| \`times\` | integer | 1 | 1 to 3 | How often. |

| Output | Type | Description |
|---|---|---|
| \`found\` | list of object | What lay there. |
| \`found[].name\` | string | Its name. |
| \`found[].owner\` | string | Optional. Whose it is. |

## Resources and prompts
`,
    );
    expect(page).toMatch(/\n\| `busy` \| It works\. \|\n$/);
  });

  it("says so when a tool takes no input", () => {
    const page = toolReference([{ ...cleanDesk, input: z.object({}) }], {});

    expect(page).toContain("Hints: changes, destructive.\n\nIt takes no input.\n\n| Output |");
  });

  it("has a section for each tool and a line for each error code", () => {
    const page = toolReference(makeTools(), errorMeanings);

    expect(page.match(/^## [a-z_]+$/gm)).toEqual(makeTools().map(({ name }) => `## ${name}`));
    expect(page.match(/^\| `[a-z_]+` \| [A-Z].*\. \|$/gm)).toHaveLength(14);
    expect(page).toContain("| [`show_agent`](#show_agent) | Show agent | agents | reads, idempotent, open world |");
  });

  it("has a line for each resource and prompt", () => {
    const page = toolReference(makeTools(), errorMeanings);

    expect(page.match(/^\| `fleet:[^`]+` \| \S+ \| .*\. \|$/gm)).toHaveLength(5);
    expect(page).toContain("| `manage_fleet` | `goal`, optional: What the fleet is to achieve. |");
  });

  it("is the same each time", () => {
    expect(toolReference(makeTools(), errorMeanings)).toBe(toolReference(makeTools(), errorMeanings));
  });
});

const cleanDesk = defineTool({
  name: "clean_desk",
  title: "Clean desk",
  description: "Cleans a desk.",
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  input: z.object({
    desk: z.string().describe("Whose."),
    corner: z.string().optional().describe("Only this one."),
    times: z.number().int().min(1).max(3).default(1).describe("How often."),
  }),
  output: z.object({
    found: z
      .array(
        z.object({ name: z.string().describe("Its name."), owner: z.string().optional().describe("Whose it is.") }),
      )
      .describe("What lay there."),
  }),
  async handle() {
    return { found: [] };
  },
  text: () => "Clean.",
});
