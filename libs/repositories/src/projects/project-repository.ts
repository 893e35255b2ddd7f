import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient, WireTemplate } from "@fleet-mcp/coder-client";
import { mapLimited } from "@fleet-mcp/models";
import type { CallOptions } from "@fleet-mcp/models";
import type { AgentChats } from "../chats/agent-chats.ts";
import { isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { ProjectRecord } from "./project-record.ts";
import type { TemplateVersions } from "./template-versions.ts";
import { toProjectRecord } from "./to-project-record.ts";

/** How many templates are looked at side by side. */
const parallel = 8;

export interface ProjectRepositoryParts {
  readonly coder: CoderClient;
  readonly versions: TemplateVersions;
  readonly chats: Pick<AgentChats, "mount">;
}

/** Templates in our words. Nothing is cached but what cannot change: a project pushed a moment ago is seen. */
export function createProjectRepository({ coder, versions, chats }: ProjectRepositoryParts) {
  return { list, findByName };

  /** All templates that are not deprecated, by name; two requests for the list and two per version not seen before. */
  async function list(options: CallOptions): Promise<ProjectRecord[]> {
    const templates = await listTemplates(options);
    return mapLimited(templates, parallel, (template) => look(template, options));
  }

  /** Every template whose name or display name is `name`, without regard to case; `organization/name` narrows it. */
  async function findByName(name: string, options: CallOptions): Promise<ProjectRecord[]> {
    const templates = await listTemplates(options);
    return mapLimited(
      templates.filter((template) => isCalled(template, name)),
      parallel,
      (template) => look(template, options),
    );
  }

  async function listTemplates(options: CallOptions): Promise<Template[]> {
    const [capable, all] = await Promise.all([
      coder.templates.list("has-ai-task:true", options).catch(noneWhenUnknown),
      coder.templates.list(undefined, options),
    ]).catch(raiseRepositoryError("fleet"));
    const ways = await waysOfServer(options);
    const isCapable = new Set(capable.map(({ id }) => id));
    const rest = all.filter(({ id }) => !isCapable.has(id));
    return [...capable, ...rest]
      .filter(({ deprecated }) => !deprecated)
      .map((template) => ({ ...template, ...ways, isTaskCapable: ways.hasTasks && isCapable.has(template.id) }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || a.organization_name.localeCompare(b.organization_name));
  }

  /** The release that gave chats their stable place is the one that took tasks away. */
  async function waysOfServer(options: CallOptions): Promise<Ways> {
    const mount = await chats.mount(options).catch(raiseRepositoryError("fleet"));
    return { hasTasks: mount !== "api", hasChats: mount !== undefined };
  }

  async function look(template: Template, options: CallOptions): Promise<ProjectRecord> {
    const [parameters, presets] = await Promise.all([
      versions.parameters(template.active_version_id, options),
      versions.presets(template.active_version_id, options),
    ]).catch(raiseRepositoryError("project", template.name));
    return toProjectRecord(template, template, parameters, presets);
  }
}
export type ProjectRepository = ReturnType<typeof createProjectRepository>;

interface Ways {
  readonly hasTasks: boolean;
  readonly hasChats: boolean;
}
type Template = WireTemplate & Ways & { readonly isTaskCapable: boolean };

function isCalled(template: WireTemplate, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  if (wanted === "") return false;
  return [template.name, template.display_name, `${template.organization_name}/${template.name}`].some(
    (known) => known.toLowerCase() === wanted,
  );
}

/** A Coder without tasks may refuse the search key: then no template is task-capable. */
function noneWhenUnknown(error: unknown): readonly WireTemplate[] {
  if (isAbsent(error) || (error instanceof CoderError && error.code === "invalid_input")) return [];
  throw error;
}
