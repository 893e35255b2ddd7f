import type { FleetEvent, FleetLedger, NewFleetEvent } from "@fleet-mcp/models";

/** What makes an agent known to a log that has nothing of it, before its first event there; nothing for one that was not known. */
export function introduce({ subject, type, occurredAt }: FleetEvent, before: FleetLedger): readonly NewFleetEvent[] {
  if (subject === "fleet" || type === "agent_adopted" || type === "agent_created") return [];
  const agent = before.agents.get(subject.workspaceId);
  if (!agent?.status || agent.goneAt) return [];
  const {
    name: agent_name,
    project,
    role,
    status,
    ownerId: owner_id,
    upBuildId: build_id,
    reportAt: report_at,
  } = agent;
  const known = { ...(role && { role }), ...(owner_id && { owner_id }), ...(build_id && { build_id }) };
  return [
    {
      type: "agent_adopted",
      data: { agent_name, project, status, ...known, ...(report_at && { report_at }) },
      subject,
      occurredAt,
      origin: { actor: "observer" },
    },
  ];
}
