import type { SimVersion } from "./sim-template.ts";
import type { SimWorkspace } from "./sim-workspace.ts";

export interface SimTask {
  readonly id: string;
  readonly displayName: string;
  readonly version: SimVersion;
  readonly prompt: string;
  readonly createdMs: number;
  readonly workspace: SimWorkspace;
  isDeleted: boolean;
}
