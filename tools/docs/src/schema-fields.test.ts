import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { schemaFields } from "./schema-fields.ts";

describe("schemaFields", () => {
  it("tells type, default, limits and description of an input field", () => {
    expect(fieldsOf(z.number().int().min(1).max(100).default(50).describe("Entries."))).toEqual([
      { name: "field", type: "integer", isRequired: false, default: "50", limits: "1 to 100", description: "Entries." },
    ]);
  });

  it("tells a bound on one side only", () => {
    expect(fieldsOf(z.number().min(1))).toMatchObject([{ type: "number", limits: "at least 1" }]);
    expect(fieldsOf(z.number().max(9))).toMatchObject([{ limits: "at most 9" }]);
  });

  it("does not take the bounds of safe integers for limits", () => {
    expect(fieldsOf(z.number().int())).toMatchObject([{ isRequired: true, limits: undefined, description: "" }]);
  });

  it("names the words that a field may hold", () => {
    expect(fieldsOf(z.enum(["idle", "busy"]))).toMatchObject([{ type: '"idle", "busy"' }]);
  });

  it("names nested fields by their path", () => {
    const agent = z.object({ name: z.string(), last_task: z.object({ state: z.string() }).optional() });

    const fields = fieldsOf(z.array(agent));

    expect(fields.map(({ name, type, isRequired }) => [name, type, isRequired])).toEqual([
      ["field", "list of object", true],
      ["field[].name", "string", true],
      ["field[].last_task", "object", false],
      ["field[].last_task.state", "string", true],
    ]);
  });

  it("tells the type of the values of a map and of the entries of a list", () => {
    expect(fieldsOf(z.record(z.string(), z.string()))).toMatchObject([{ type: "object of string" }]);
    expect(fieldsOf(z.array(z.string()))).toMatchObject([{ type: "list of string" }]);
  });
});

const fieldsOf = (field: z.ZodType) => schemaFields(z.toJSONSchema(z.object({ field }), { io: "input" }));
