import type { useCassettes } from "@fleet-mcp/testing";
import { ok } from "./script-coder.ts";

interface ProjectFacts {
  readonly name: string;
  readonly displayName?: string;
  readonly organization?: string;
  readonly isTaskCapable?: boolean;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly roles?: readonly { readonly name: string; readonly fills?: readonly string[] }[];
}

/** Templates as Coder sends them, for what nobody can record; looked at once, each with its own version. */
export function scriptProjects(
  cassettes: ReturnType<typeof useCassettes>,
  projects: readonly ProjectFacts[],
  lookedAt: readonly ProjectFacts[] = projects,
): void {
  const capable = projects.filter(({ isTaskCapable }) => isTaskCapable);
  cassettes.answer("GET", "/api/v2/templates?q=has-ai-task%3Atrue", ok(capable.map(toTemplate)));
  cassettes.answer("GET", "/api/v2/templates", ok(projects.map(toTemplate)));
  for (const project of lookedAt) {
    const version = `/api/v2/templateversions/${toTemplate(project).active_version_id}`;
    cassettes.answer("GET", `${version}/rich-parameters`, ok((project.parameters ?? []).map(toParameter)));
    cassettes.answer("GET", `${version}/presets`, ok((project.roles ?? []).map(toPreset)));
  }
}

function toTemplate({ name, displayName = "", organization = "coder" }: ProjectFacts) {
  return {
    id: `template-of-${organization}-${name}`,
    name,
    display_name: displayName,
    description: "",
    organization_id: `organization-${organization}`,
    organization_name: organization,
    active_version_id: `version-of-${organization}-${name}`,
    deprecated: false,
  };
}

function toParameter({ name, required = false }: { readonly name: string; readonly required?: boolean }) {
  return { name, type: "string", default_value: "", required, ephemeral: false, options: [] };
}

function toPreset({ name, fills = [] }: { readonly name: string; readonly fills?: readonly string[] }) {
  return {
    ID: `preset-${name}`,
    Name: name,
    Description: "",
    Default: false,
    Parameters: fills.map((filled) => ({ Name: filled, Value: "x" })),
  };
}
