import type { BackendChoice, BackendName } from "@fleet-mcp/models";
import type { ProjectRecord } from "@fleet-mcp/repositories";
import { ServiceError } from "../service-error.ts";

/** Ways to create an agent of this project, to be tried in this order. Throws `unsupported`. */
export function chooseBackends(project: ProjectRecord, choice: BackendChoice): readonly BackendName[] {
  if (choice === "auto" && project.backends.length > 0) return project.backends;
  const asked = project.backends.find((name) => name === choice);
  if (asked) return [asked];
  throw new ServiceError(
    "unsupported",
    `Project "${project.name}" cannot be used with the ${choice} backend, which this server is configured for.`,
    {
      hint: `It offers: ${project.backends.join(", ")}. Ask the operator to set FLEET_MCP_BACKEND=auto, or use another project.`,
    },
  );
}
