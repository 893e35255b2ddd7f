import type { Memory } from "./memory.ts";
import { fieldRules } from "./normalise-table.ts";
import type { FieldRule } from "./normalise-table.ts";

/** Applies the field rules, and `text` to every key and string. */
export function normaliseJson(value: unknown, memory: Memory, text: (value: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => normaliseJson(item, memory, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      const rule = fieldRules.find((one) => one.field === field && (one.beside === undefined || one.beside in value));
      return [
        text(field),
        rule && applies(rule, inner) ? replace(rule, inner, memory) : normaliseJson(inner, memory, text),
      ];
    }),
  );
}

function applies({ by }: FieldRule, value: unknown): value is string | number {
  if (typeof by === "number") return typeof value === "number";
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

function replace({ by }: FieldRule, value: string | number, memory: Memory): string | number {
  return typeof by === "number" ? by : by(String(value), memory);
}
