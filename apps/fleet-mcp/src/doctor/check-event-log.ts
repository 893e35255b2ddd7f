import type { EventLogState } from "@fleet-mcp/repositories";
import { ok, unknown, warn } from "./check.ts";
import type { Verdict } from "./check.ts";
import type { EventLogFacts } from "./event-log-facts.ts";
import { withoutStop } from "./without-stop.ts";

export interface ExaminedLog {
  readonly facts: EventLogFacts;
  /** What opening it brought; absent while there is no file. */
  readonly opened?: { readonly state: EventLogState; readonly isObserved: boolean };
}

const scarceBytes = 100 * 1024 * 1024;
const elsewhere = "choose another folder with FLEET_MCP_DATA_DIR";
const meanwhile = "The tools for agents work meanwhile, and events are kept in memory";

/** Never fails: without the log the tools for agents work. */
export function checkEventLog(log: ExaminedLog | undefined): Verdict {
  if (!log) return ok("kept in memory only, by each server for itself");
  const { facts, opened } = log;
  const { file, freeBytes, isRemote, obstacle } = facts;
  const details = [
    `file: ${file}`,
    ...(freeBytes === undefined ? [] : [`free on its disk: ${inMegabytes(freeBytes)}`]),
  ];
  if (obstacle) return { ...warn(obstacle, `Make it writable, or ${elsewhere}. ${meanwhile}.`), details };
  if (opened?.state.problem !== undefined) {
    const { problem, next = `Repair the file, or ${elsewhere}.` } = opened.state;
    return { ...warn(withoutStop(problem), `${next} ${meanwhile}.`), details };
  }
  if (isRemote)
    return {
      ...warn("its folder is on a network file system, where SQLite can lose events", upper(`${elsewhere}.`)),
      details,
    };
  if (freeBytes !== undefined && freeBytes < scarceBytes)
    return { ...warn(`only ${inMegabytes(freeBytes)} are free on its disk`, `Free some, or ${elsewhere}.`), details };
  if (facts.bytes === undefined || !opened)
    return { ...ok("empty; a server makes the file when it needs it"), details };
  return { ...ok(`${opened.state.events ?? 0} events in ${inMegabytes(facts.bytes)}`), details };
}

/** Who looks at the fleet when nobody asks. */
export function checkObserver(log: ExaminedLog | undefined, observe: number): Verdict {
  const when = observe === 0 ? "only while somebody waits" : `every ${observe} s`;
  if (!log) return ok(`each server looks at the fleet by itself, ${when}`);
  if (log.facts.obstacle || log.opened?.state.problem !== undefined)
    return unknown("the event log cannot be used", "Repair what is wrong with the event log first.");
  if (log.opened?.isObserved) return ok("a server observes the fleet now; another takes over when it ends");
  return ok(`no server observes the fleet now; the next one will, ${when}`);
}

function inMegabytes(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 10 ? `${Math.round(megabytes)} MB` : `${megabytes.toFixed(1)} MB`;
}

const upper = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
