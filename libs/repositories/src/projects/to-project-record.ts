import type { WirePreset, WireRichParameter, WireTemplate } from "@fleet-mcp/coder-client";
import type { BackendName } from "@fleet-mcp/models";
import type { ProjectRecord, RoleRecord } from "./project-record.ts";
import { hasSystemPrompt, isSystemPrompt, promptParameter } from "./prompt-parameter.ts";

export function toProjectRecord(
  template: WireTemplate,
  { isTaskCapable, hasChats }: { readonly isTaskCapable: boolean; readonly hasChats: boolean },
  parameters: readonly WireRichParameter[],
  presets: readonly WirePreset[],
): ProjectRecord {
  const prompt = promptParameter(parameters);
  const backends: BackendName[] = [
    ...(isTaskCapable ? ["tasks" as const] : []),
    ...(prompt ? ["agentapi" as const] : []),
    // Coder does not say before a build which templates have a machine; the rare one without has to be left alone.
    ...(hasChats ? ["chats" as const] : []),
  ];
  return {
    name: template.name,
    displayName: template.display_name,
    description: template.description,
    organization: template.organization_name,
    versionId: template.active_version_id,
    backends,
    promptParameter: prompt,
    hasSystemPrompt: hasSystemPrompt(parameters),
    required: parameters.filter((parameter) => parameter.required && parameter.name !== prompt).map(({ name }) => name),
    roles: presets.map(toRoleRecord).toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

function toRoleRecord(preset: WirePreset): RoleRecord {
  return {
    name: preset.name,
    description: preset.description,
    is_default: preset.isDefault,
    presetId: preset.id,
    fills: preset.parameters.map(({ name }) => name),
    systemPrompt: systemPromptOf(preset),
  };
}

const systemPromptOf = ({ parameters }: WirePreset): string | undefined =>
  parameters.find(({ name }) => isSystemPrompt(name))?.value || undefined;
