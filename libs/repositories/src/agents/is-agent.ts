import type { WireWorkspace } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";
import { promptParameter } from "../projects/prompt-parameter.ts";
import type { TemplateVersions } from "../projects/template-versions.ts";
import { machineAgents } from "./find-ai-app.ts";

/**
 * Which of these workspaces are agents. A task, a chat, a report of a coding CLI or the configured app proves it; otherwise its template
 * decides: one with a prompt parameter runs agents. One request per template version not seen before; a template that cannot be
 * read gets the benefit of the doubt, because an agent missing from the fleet is worse than a plain workspace in it.
 */
export async function keepAgents(
  rows: readonly WireWorkspace[],
  slug: string | undefined,
  versions: TemplateVersions,
  options: CallOptions,
  hasChat: (row: WireWorkspace) => boolean = () => false,
): Promise<WireWorkspace[]> {
  const doubtful = new Set(rows.filter((row) => !hasChat(row) && !isProvenAgent(row, slug)));
  const versionIds = [...doubtful].map((row) => row.template_active_version_id);
  const parameters = await versions.knownParameters(versionIds, options);
  return rows.filter((row) => {
    if (!doubtful.has(row)) return true;
    const known = parameters.get(row.template_active_version_id);
    return known === undefined || promptParameter(known) !== undefined;
  });
}

function isProvenAgent(row: WireWorkspace, slug: string | undefined): boolean {
  if (row.task_id || row.latest_app_status || row.latest_build.has_ai_task) return true;
  return machineAgents(row).some((agent) => agent.apps.some((app) => app.slug === slug || app.statuses.length > 0));
}
