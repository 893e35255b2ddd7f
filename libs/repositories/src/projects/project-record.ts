import type { BackendName, Role } from "@fleet-mcp/models";

/** A role and the handle that creation needs. */
export interface RoleRecord extends Role {
  readonly presetId: string;
  /** Names of the parameters it fills. */
  readonly fills: readonly string[];
  /** Its standing instructions, for a conversation that does not read them from its machine. */
  readonly systemPrompt: string | undefined;
}

/** A template that was looked at: usable when it has a backend. */
export interface ProjectRecord {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly organization: string;
  readonly versionId: string;
  /** Ways its agents can be talked to, preferred first; empty when it cannot run an agent. */
  readonly backends: readonly BackendName[];
  readonly promptParameter: string | undefined;
  readonly hasSystemPrompt: boolean;
  /** Parameters that have no default and must be filled. */
  readonly required: readonly string[];
  readonly roles: readonly RoleRecord[];
}
