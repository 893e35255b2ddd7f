import { createWorkspace } from "../builds/create-workspace.ts";
import type { WorkspaceOrder } from "../builds/create-workspace.ts";
import type { SimTask } from "../world/sim-task.ts";
import type { World } from "../world/world.ts";

/** A task with its workspace, which starts at once. */
export function createTask(
  world: World,
  order: WorkspaceOrder & { readonly prompt: string; readonly displayName?: string | undefined },
): SimTask {
  const id = world.random.uuid();
  const createdMs = world.timeline.now();
  const workspace = createWorkspace(world, order);
  workspace.taskId = id;
  const displayName = order.displayName ?? displayNameOf(order.prompt);
  const task = {
    id,
    displayName,
    version: order.version,
    prompt: order.prompt,
    createdMs,
    workspace,
    isDeleted: false,
  };
  world.tasks.set(id, task);
  world.changed(workspace, "build");
  return task;
}

const longestName = 64;

/** The first words of the prompt, as Coder names a task when no model does it. */
function displayNameOf(prompt: string): string {
  const line = prompt.trim().split("\n")[0] ?? "";
  if (line.length <= longestName) return line;
  const words = line.slice(0, longestName).split(" ").slice(0, -1);
  return `${words.length === 0 ? line.slice(0, longestName - 1) : words.join(" ")}…`;
}
