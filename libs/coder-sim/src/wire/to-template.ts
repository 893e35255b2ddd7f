import { activeVersion } from "../world/sim-template.ts";
import type { SimParameter, SimPreset, SimTemplate } from "../world/sim-template.ts";
import type { World } from "../world/world.ts";
import { toTime } from "./to-time.ts";

const unknownTimes = { P50: null, P95: null };

export function toTemplate({ organization, users }: World, template: SimTemplate) {
  const { seed } = template;
  const creator = users[0];
  return {
    id: template.id,
    created_at: toTime(template.createdMs),
    updated_at: toTime(template.updatedMs),
    organization_id: organization.id,
    organization_name: "coder",
    organization_display_name: "Coder",
    organization_icon: "",
    name: seed.name,
    display_name: seed.displayName,
    provisioner: "echo",
    active_version_id: activeVersion(template).id,
    active_user_count: 0,
    build_time_stats: { delete: unknownTimes, start: unknownTimes, stop: unknownTimes },
    description: seed.description,
    deprecated: false,
    deprecation_message: "",
    deleted: false,
    icon: "",
    default_ttl_ms: 0,
    activity_bump_ms: 3_600_000,
    created_by_id: creator?.id,
    created_by_name: creator?.username,
    allow_user_autostart: true,
    allow_user_autostop: true,
    allow_user_cancel_workspace_jobs: false,
    failure_ttl_ms: 0,
    time_til_dormant_ms: 0,
    time_til_dormant_autodelete_ms: 0,
    require_active_version: false,
    max_port_share_level: "public",
    use_classic_parameter_flow: false,
  };
}

export function toRichParameter(parameter: SimParameter) {
  return {
    name: parameter.name,
    display_name: parameter.displayName,
    description: parameter.description,
    description_plaintext: parameter.description,
    type: "string",
    form_type: "",
    mutable: true,
    default_value: parameter.defaultValue,
    icon: "",
    options: [],
    required: parameter.isRequired,
    ephemeral: false,
  };
}

/** Coder capitalises the keys of presets and of nothing else. */
export function toPreset(preset: SimPreset) {
  return {
    ID: preset.id,
    Name: preset.name,
    Parameters: preset.parameters.map(({ name, value }) => ({ Name: name, Value: value })),
    Default: preset.isDefault,
    DesiredPrebuildInstances: null,
    Description: preset.description,
    Icon: preset.icon,
  };
}
