import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { wireList } from "../http/wire-list.ts";
import { WirePreset } from "./wire-preset.ts";
import { WireRichParameter } from "./wire-rich-parameter.ts";
import { WireTemplate } from "./wire-template.ts";

export const createTemplatesApi = (http: CoderHttp) => ({
  /** `GET /templates`, all at once; `query` as in `has-ai-task:true`. */
  list: (query: string | undefined, options: CallOptions): Promise<readonly WireTemplate[]> =>
    http.read(wireList(WireTemplate), { path: ["templates"], query: { q: query } }, options),

  /** `GET /organizations/{organization}/templates/{name}`. */
  getByName: (organization: string, name: string, options: CallOptions): Promise<WireTemplate> =>
    http.read(WireTemplate, { path: ["organizations", { organization }, "templates", { name }] }, options),

  /** `GET /templateversions/{version}/rich-parameters`. Versions never change. */
  richParameters: (version: string, options: CallOptions): Promise<readonly WireRichParameter[]> =>
    http.read(wireList(WireRichParameter), { path: ["templateversions", { version }, "rich-parameters"] }, options),

  /** `GET /templateversions/{version}/presets`; a version without presets gives an empty list. */
  presets: (version: string, options: CallOptions): Promise<readonly WirePreset[]> =>
    http.read(wireList(WirePreset), { path: ["templateversions", { version }, "presets"] }, options),
});
