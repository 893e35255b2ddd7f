import {
  WireAppMessage,
  WireAppStatusReply,
  WireBuild,
  WireBuildInfo,
  WireBuildLog,
  WireBuildParameter,
  WireMetadata,
  WirePreset,
  WireRichParameter,
  WireTask,
  WireTaskLog,
  WireTemplate,
  WireUser,
  WireWorkspace,
} from "@fleet-mcp/coder-client";
import { z } from "zod";
import { chatSchemas } from "./read-chat-fields.ts";
import type { RecordedExchange } from "./recording.ts";

/** What the client reads of a refusal. */
const Refusal = z.object({
  message: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  validations: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullable();

/** What the client reads of each answer; of paths that are not here it reads nothing. */
const schemas: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^GET \/api\/v2\/buildinfo$/, WireBuildInfo.omit({ deployment_id: true })],
  [/^GET \/api\/v2\/users\/[^/]+$/, WireUser],
  [/^GET \/api\/v2\/templates$/, list(WireTemplate)],
  [/^GET .*\/rich-parameters$/, list(WireRichParameter)],
  [/^GET .*\/presets$/, list(WirePreset)],
  [/^GET \/api\/v2\/workspaces$/, z.object({ workspaces: list(WireWorkspace), count: z.number() })],
  [/^GET \/api\/v2\/workspaces\/[^/]+\/builds$/, list(WireBuild)],
  [/^GET \/api\/v2\/workspaces\/[^/]+(\/watch)?$/, WireWorkspace],
  [/^GET \/api\/v2\/users\/[^/]+\/workspace\/[^/]+$/, WireWorkspace],
  [/^POST \/api\/v2\/users\/[^/]+\/workspaces$/, WireWorkspace],
  [/^POST \/api\/v2\/workspaces\/[^/]+\/builds$/, WireBuild],
  [/^GET \/api\/v2\/workspacebuilds\/[^/]+\/parameters$/, list(WireBuildParameter)],
  [/^GET \/api\/v2\/workspacebuilds\/[^/]+\/logs$/, list(WireBuildLog.omit({ id: true }))],
  [/^GET \/api\/(v2|experimental)\/tasks$/, z.object({ tasks: list(WireTask), count: z.number() })],
  [
    /^GET \/api\/v2\/tasks\/[^/]+\/[^/]+\/logs$/,
    z.object({ logs: list(WireTaskLog), snapshot: z.boolean().optional() }),
  ],
  [/^(GET|POST) \/api\/v2\/tasks\/[^/]+(\/[^/]+)?$/, WireTask],
  [/^POST \/api\/v2\/tasks\/[^/]+\/[^/]+\/(pause|resume)$/, z.object({ workspace_build: WireBuild })],
  [/^GET \/@.*\/status$/, WireAppStatusReply],
  [/^GET \/@.*\/messages$/, z.object({ messages: list(WireAppMessage) })],
  [/^POST \/@.*\/message$/, z.object({ ok: z.boolean() })],
  [/^GET .*\/watch-metadata$/, list(WireMetadata)],
  ...chatSchemas,
];

export type Fields =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unread" };

/** The fields of an answer that the client reads, of a page its title, of a stream its first event. */
export function readFields(exchange: Pick<RecordedExchange, "method" | "url">, status: number, text: string): Fields {
  const path = exchange.url.split("?")[0] ?? "";
  if (!/^[[{"\d]|^null$|^event:/.test(text))
    return { kind: "text", text: /<title>(.*?)<\/title>/.exec(text)?.[1] ?? text };
  const value: unknown = JSON.parse(text.startsWith("event:") ? firstData(text) : text);
  if (status >= 300) return { kind: "json", value: Refusal.parse(value) };
  const schema = schemas.find(([pattern]) => pattern.test(`${exchange.method} ${path}`))?.[1];
  return schema === undefined ? { kind: "unread" } : { kind: "json", value: schema.parse(value) };
}

function firstData(stream: string): string {
  const event = stream.split("\n\n").find((block) => block.startsWith("event: data"));
  return event?.split("data: ")[1] ?? "null";
}
