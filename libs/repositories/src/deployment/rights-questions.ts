import type { RightsQuestion } from "@fleet-mcp/coder-client";
import { workspaceActions } from "./deployment-record.ts";
import type { WorkspaceAction } from "./deployment-record.ts";

interface Whose {
  readonly ownerId: string;
  readonly organizationIds: readonly string[];
}

/** One question per action and organization: what is forbidden in one may be allowed in another. */
export function rightsQuestions({ ownerId, organizationIds }: Whose): Record<string, RightsQuestion> {
  return Object.fromEntries(
    organizationIds.flatMap((organizationId) =>
      workspaceActions.map((action) => [
        `${action} ${organizationId}`,
        { action, object: { resource_type: "workspace", owner_id: ownerId, organization_id: organizationId } },
      ]),
    ),
  );
}

/** The actions that are allowed in at least one organization, from the answers to those questions. */
export function toRights(answers: Readonly<Record<string, boolean>>): WorkspaceAction[] {
  const allowed = Object.entries(answers).flatMap(([question, may]) => (may ? [question.split(" ")[0]] : []));
  return workspaceActions.filter((action) => allowed.includes(action));
}
