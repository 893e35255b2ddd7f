export interface SimParameter {
  readonly name: string;
  readonly displayName?: string;
  readonly description: string;
  readonly defaultValue: string;
  readonly isRequired: boolean;
}

export interface SimPreset {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly icon: string;
  readonly isDefault: boolean;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** How workspaces of one template version turn out; a version that says nothing works. */
export interface VersionBehaviour {
  /** Why every start build fails. */
  readonly startError?: string;
  /** Why every delete build fails, orphan or not. */
  readonly deleteError?: string;
  /** Start builds run until they are cancelled. */
  readonly startHangs?: boolean;
  /** The machine comes up but its workspace agent never connects. */
  readonly neverConnects?: boolean;
  /** The machine has no workspace agent at all. */
  readonly hasNoAgent?: boolean;
  /** The machine has a workspace agent, but no coding CLI behind an app: a chat works in it, or nobody. */
  readonly hasNoApp?: boolean;
  /** AgentAPI accepts `localhost` only, which the app proxy never sends. */
  readonly refusesHosts?: boolean;
  /** Values of the workspace agent's metadata, over the usual ones. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface SimVersion {
  readonly id: string;
  readonly name: string;
  readonly template: SimTemplate;
  readonly presets: readonly SimPreset[];
  readonly behaviour: VersionBehaviour;
}

/** What a template is, whatever its version. */
export interface TemplateSeed {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly isTaskCapable: boolean;
  readonly parameters: readonly SimParameter[];
  readonly presets: readonly Omit<SimPreset, "id">[];
  readonly behaviour?: VersionBehaviour;
}

export interface SimTemplate {
  readonly id: string;
  readonly seed: TemplateSeed;
  readonly createdMs: number;
  updatedMs: number;
  /** Oldest first, never empty once the template is known. */
  readonly versions: SimVersion[];
}

/** The newest version: what new workspaces are made of. */
export function activeVersion({ seed, versions }: SimTemplate): SimVersion {
  const version = versions.at(-1);
  if (version === undefined) throw new Error(`Template ${seed.name} has no version.`);
  return version;
}
