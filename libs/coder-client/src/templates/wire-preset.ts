import { z } from "zod";
import { wireList } from "../http/wire-list.ts";

const WirePresetParameter = z
  .object({ Name: z.string(), Value: z.string() })
  .transform(({ Name, Value }) => ({ name: Name, value: Value }));

/** Coder capitalises the keys of presets and of nothing else, so they are renamed here. */
export const WirePreset = z
  .object({
    ID: z.string(),
    Name: z.string(),
    Description: z.string().default(""),
    Default: z.boolean(),
    Parameters: wireList(WirePresetParameter),
  })
  .transform((preset) => ({
    id: preset.ID,
    name: preset.Name,
    description: preset.Description,
    isDefault: preset.Default,
    parameters: preset.Parameters,
  }));
export type WirePreset = z.infer<typeof WirePreset>;
