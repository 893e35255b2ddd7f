import type { SimParameter, SimPreset, TemplateSeed } from "../world/sim-template.ts";

const repo: SimParameter = {
  name: "repo",
  displayName: "Repository",
  description: "Repository to clone.",
  defaultValue: "https://git.example.com/acme/shop.git",
  isRequired: false,
};
const systemPrompt: SimParameter = {
  name: "system_prompt",
  displayName: "System prompt",
  description: "Standing instructions for the agent.",
  defaultValue: "",
  isRequired: false,
};
const aiPrompt: SimParameter = {
  name: "ai_prompt",
  displayName: "AI prompt",
  description: "First task for the agent.",
  defaultValue: "",
  isRequired: false,
};

const roles: readonly Omit<SimPreset, "id">[] = [
  role("coder", "Writes code.", "/emojis/1f4bb.png", "You write code and open pull requests.", true),
  role("reviewer", "Reviews pull requests.", "", "You review pull requests."),
  role("tester", "", "", "You write tests."),
];

function role(name: string, description: string, icon: string, prompt: string, isDefault = false) {
  return { name, description, icon, isDefault, parameters: [{ name: "system_prompt", value: prompt }] };
}

/** The templates a new deployment has. */
export const templateSeeds: readonly TemplateSeed[] = [
  {
    name: "bare-vm",
    displayName: "Bare VM",
    description: "",
    isTaskCapable: false,
    parameters: [{ name: "region", description: "", defaultValue: "eu", isRequired: false }],
    presets: [],
    behaviour: { neverConnects: true },
  },
  {
    name: "docs-site",
    displayName: "Docs site",
    description: "Agents that write the documentation; no task support.",
    isTaskCapable: false,
    parameters: [aiPrompt, repo, systemPrompt],
    presets: roles,
  },
  {
    name: "shop-backend",
    displayName: "Shop backend",
    description: "Agents on the shop's backend.",
    isTaskCapable: true,
    parameters: [repo, systemPrompt],
    presets: roles,
  },
  {
    name: "strict",
    displayName: "Strict",
    description: "",
    isTaskCapable: false,
    parameters: [
      { name: "ticket", displayName: "Ticket", description: "Ticket number.", defaultValue: "", isRequired: true },
    ],
    presets: [],
  },
];

/** Of a deployment with chats as well: a machine for Coder's own agents. */
export const chatSeed: TemplateSeed = {
  name: "chat-box",
  displayName: "Chat box",
  description: "A workspace for Coder Agents; no AI app.",
  isTaskCapable: false,
  parameters: [{ ...repo, description: "" }],
  presets: [clone("coder", "Writes code.", "shop", true), clone("docs", "", "docs")],
  behaviour: { hasNoApp: true },
};

function clone(name: string, description: string, site: string, isDefault = false): Omit<SimPreset, "id"> {
  const parameters = [{ name: "repo", value: `https://git.example.com/acme/${site}.git` }];
  return { name, description, icon: "", isDefault, parameters };
}

/** Names of the parameters through which a template takes its first prompt. */
export const promptParameters: readonly string[] = ["ai_prompt", "AI Prompt"];
