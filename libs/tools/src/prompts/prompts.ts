/** A ready-made request that a person picks; nothing here belongs to MCP. */
export interface PromptDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly argument: { readonly name: string; readonly description: string; readonly isRequired: boolean };
  /** The tools it speaks of; it is offered where they all are. */
  readonly needs: readonly string[];
  /** What is asked of the model; the argument may be absent when it is not required. */
  text(argument: string | undefined): string;
}

export const prompts: readonly PromptDefinition[] = [
  {
    name: "manage_fleet",
    title: "Manage the fleet",
    description: "Looks at all agents and moves their work forward.",
    argument: { name: "goal", description: "What the fleet is to achieve.", isRequired: false },
    needs: [
      "get_fleet_digest",
      "list_alerts",
      "list_agents",
      "show_agent",
      "show_agent_log",
      "start_agent_task",
      "wait_for_agents",
    ],
    text: (goal) =>
      [
        goal
          ? `Work towards this goal with the fleet of coding agents: ${goal}`
          : "Look after the fleet of coding agents.",
        "Begin with get_fleet_digest; list_alerts has the evidence of what is wrong, list_agents everybody. For each agent that is offline or failed, find out why with show_agent and show_agent_log.",
        "Split what is to be done into tasks that one agent can finish alone, and give them to idle agents with start_agent_task; create agents where there are too few.",
        "While they work, call wait_for_agents with until attention or finished and pass its cursor on, instead of asking again and again.",
        "Check what agents say they did in show_agent_log before relying on it. Ask me before you delete or restart an agent.",
        "End with a short report: who works on what, what is done, what needs me.",
      ].join("\n"),
  },
  {
    name: "triage_agent",
    title: "Triage an agent",
    description: "Finds out what is wrong with one agent and what to do about it.",
    argument: { name: "agent_name", description: "Name as in list_agents, in any case.", isRequired: true },
    needs: [
      "show_agent",
      "show_agent_log",
      "show_agent_task_history",
      "wait_for_agents",
      "cancel_agent_task",
      "restart_agent",
    ],
    text: (agent) =>
      [
        `Find out how the agent ${JSON.stringify(agent)} stands.`,
        'Use show_agent for its status, show_agent_task_history for what it was asked, show_agent_log for what it did, and show_agent_log with source "build" if its workspace did not start.',
        "Say in a few sentences whether it works, waits, is stuck or is broken, and what shows it.",
        "Then propose one next step, such as wait_for_agents, cancel_agent_task or restart_agent. Ask me before you take one that interrupts or deletes.",
      ].join("\n"),
  },
];
