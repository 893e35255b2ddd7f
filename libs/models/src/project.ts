import { z } from "zod";
import { BackendName } from "./backend-name.ts";

export const Role = z.object({
  name: z.string(),
  description: z.string(),
  is_default: z.boolean().describe("Used when create_agent names no role."),
});
export type Role = z.infer<typeof Role>;

export const Project = z.object({
  name: z.string(),
  display_name: z.string().optional(),
  description: z.string().optional(),
  organization: z.string(),
  roles: z.array(z.string()),
  backends: z.array(BackendName).describe("Ways its agents can be talked to, preferred first."),
  warnings: z.array(z.string()).optional().describe("What its agents will lack."),
});
export type Project = z.infer<typeof Project>;

export const UnusableProject = z.object({
  name: z.string(),
  display_name: z.string().optional(),
  organization: z.string(),
  reason: z.string().describe("What it lacks to run an agent."),
});
export type UnusableProject = z.infer<typeof UnusableProject>;
