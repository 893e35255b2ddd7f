import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { silentLogger } from "@fleet-mcp/models";
import type { EventData, EventSubject, NewFleetEvent } from "@fleet-mcp/models";
import { createFakeClock } from "@fleet-mcp/testing";
import { createEventRepository } from "../src/events/event-repository.ts";
import { fileOfLog } from "../src/events/file-of-log.ts";
import type { OpenFile } from "../src/events/places.ts";

export const atNoon = "2026-01-31T12:00:00.000Z";

type Over = Partial<Pick<NewFleetEvent, "occurredAt" | "origin">> & { readonly id?: string };

const about = ({ id = "otter", ...over }: Over) => ({
  subject: { workspaceId: id } satisfies EventSubject,
  occurredAt: atNoon,
  origin: { actor: "observer" },
  ...over,
});

export const adopted = (over: Over = {}): NewFleetEvent => ({
  type: "agent_adopted",
  data: { agent_name: over.id ?? "otter", project: "web", status: "idle" },
  ...about(over),
});

export const changed = (to: EventData<"agent_status_changed">["to"], over: Over = {}): NewFleetEvent => ({
  type: "agent_status_changed",
  data: { to },
  ...about(over),
});

export const ordered = (task: string, over: Over = {}): NewFleetEvent => ({
  type: "task_started",
  data: { task_id: `id of ${task}`, task, origin: "ordered" },
  ...about({ origin: { actor: "riley" }, ...over }),
});

/** Repositories of one clock, in temporary folders; closed and removed after each test. */
export function useEventRepositories() {
  const folders: string[] = [];
  const opened: ReturnType<typeof createEventRepository>[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((events) => events.close()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  function makeFile(name = "events.db"): string {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-events-"));
    folders.push(folder);
    return join(folder, name);
  }

  /** `around` may stand between the repository and its file, to make it fail. */
  function make({
    file = makeFile(),
    clock = createFakeClock(atNoon),
    around = (open: OpenFile) => open,
    isFiled = true,
  } = {}) {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
    const openFile = around(fileOfLog(file, clock));
    const events = createEventRepository({ clock, log, openFile: isFiled ? openFile : undefined });
    opened.push(events);
    return { events, file, clock, warnings };
  }

  return { make, makeFile };
}
