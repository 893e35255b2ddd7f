import { z } from "zod";
import { BackendName } from "./backend-name.ts";

export const Role = z.object({
  name: z.string().describe("Pass this as role."),
  description: z.string().describe("What it is for."),
  is_default: z.boolean().describe("Used when create_agent names no role."),
});
export type Role = z.infer<typeof Role>;

export const Project = z.object({
  name: z.string().describe("Pass this as project; the display name works too."),
  display_name: z.string().optional().describe("Its name for people."),
  description: z.string().optional().describe("What it is for."),
  organization: z.string().describe("Coder organization."),
  roles: z.array(z.string()).describe("Names of its roles."),
  backends: z.array(BackendName).describe("Ways its agents can be talked to, preferred first."),
  warnings: z.array(z.string()).optional().describe("What its agents will lack."),
});
export type Project = z.infer<typeof Project>;

export const UnusableProject = z.object({
  name: z.string().describe("Its name."),
  display_name: z.string().optional().describe("Its name for people."),
  organization: z.string().describe("Coder organization."),
  reason: z.string().describe("What it lacks to run an agent."),
});
export type UnusableProject = z.infer<typeof UnusableProject>;
