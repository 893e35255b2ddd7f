import type { AgentReach, ProjectService } from "@fleet-mcp/services";
import type { Asked } from "./ask.ts";
import { fail, ok, unknown, warn } from "./check.ts";
import type { Verdict } from "./check.ts";

type Projects = Awaited<ReturnType<ProjectService["list"]>>;

/** Every project, and what it lacks when it cannot run an agent. */
export function checkProjects(asked: Asked<Projects>): Verdict {
  if (!asked.isKnown) return unknown(asked.why);
  const { projects, unusable } = asked.answer;
  const total = projects.length + unusable.length;
  if (total === 0)
    return fail(
      "Coder shows this user no template",
      "Create a template, or ask for access to one; a project is a template.",
    );
  const details = [
    ...projects.map(({ name, roles, warnings = [] }) =>
      [`${name}: usable`, ...(roles.length > 0 ? [`roles ${roles.join(", ")}`] : []), ...warnings].join("; "),
    ),
    ...unusable.map(({ name, reason }) => `${name}: not usable, ${reason}`),
  ];
  if (projects.length > 0) return { ...ok(`${projects.length} of ${total} can run agents`), details };
  return {
    ...fail(
      `none of ${total} can run agents`,
      "Give a template what it lacks; the README says what an agent's template needs.",
    ),
    details,
  };
}

/** Whether the coding CLI of one agent answers through Coder. */
export function checkAgentApp(asked: Asked<AgentReach | undefined>): Verdict {
  if (!asked.isKnown) return unknown(asked.why);
  if (asked.answer === undefined)
    return unknown("no agent is online", "Run fleet-mcp doctor again while an agent is online.");
  const { agent, problem } = asked.answer;
  if (problem === undefined) return ok(`${agent} answers`);
  return warn(
    `${agent} is online, but ${problem}`,
    "Look at its workspace in Coder; AgentAPI must run there and allow Coder's host name (AGENTAPI_ALLOWED_HOSTS).",
  );
}
