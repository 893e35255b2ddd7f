import { z } from "zod";
import { createCoderSim, createVirtualClock } from "../src/index.ts";
import type { CoderSimOptions, SimAnswer } from "../src/index.ts";
import { createIdBook } from "./id-book.ts";

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly as?: "riley" | "sam" | "nobody" | "stranger";
}

export interface NewAgent {
  readonly name: string;
  readonly from: string;
  readonly role?: string;
  /** With a task where the template can, else in the parameter. */
  readonly prompt?: string;
  readonly isTask?: boolean;
  readonly owner?: "riley" | "sam";
}

const Identified = z.object({ id: z.string() });
const Task = z.object({ id: z.string(), workspace_id: z.string() });
const Templates = z.array(z.object({ id: z.string(), name: z.string(), active_version_id: z.string() }));
const Presets = z.array(z.object({ ID: z.string(), Name: z.string() })).nullable();

/** The simulator with its virtual clock, and what people did to the deployment that no recording shows. */
export function createStage(options: CoderSimOptions = {}, startMs = Date.parse("2026-01-01T00:00:00.000Z")) {
  const clock = createVirtualClock(startMs);
  const sim = createCoderSim({ ...options, clock });
  const ids = createIdBook();
  return { clock, sim, ids, ask, read, template, create, createTask, build };

  /** Sends a request and lets time go by until it is answered. */
  async function ask({ method, url, body = "", as = "riley" }: Ask): Promise<SimAnswer> {
    const answered = sim.handle({ method, url, body, headers: headersOf(as, url) });
    let answer: SimAnswer | undefined;
    void answered.then((value) => (answer = value));
    await clock.advance(0);
    while (answer === undefined) await clock.advance(5);
    return answer;
  }

  /** The JSON of a read, `as` riley. */
  async function read(url: string) {
    return JSON.parse((await ask({ method: "GET", url })).body);
  }

  /** A shop-backend task of riley's, as Coder answered. */
  async function createTask(name: string, input: string) {
    const { active_version_id: template_version_id } = await template("shop-backend");
    const body = JSON.stringify({ name, template_version_id, input });
    return Task.parse(JSON.parse((await ask({ method: "POST", url: "/api/v2/tasks/me", body })).body));
  }

  /** A token in a cookie for apps, in a header for the API. */
  function headersOf(as: NonNullable<Ask["as"]>, url: string): Record<string, string> {
    if (as === "nobody") return {};
    const token = as === "stranger" ? `${"x".repeat(10)}-${"y".repeat(22)}` : sim.tokenOf(as);
    return url.startsWith("/@") ? { cookie: `coder_session_token=${token}` } : { "coder-session-token": token };
  }

  async function template(name: string) {
    const found = Templates.parse(JSON.parse((await ask({ method: "GET", url: "/api/v2/templates" })).body));
    const template = found.find((candidate) => candidate.name === name);
    if (template === undefined) throw new Error(`No template ${name}`);
    return template;
  }

  /** The workspace's id. */
  async function create({ name, from, role, prompt, isTask = false, owner = "riley" }: NewAgent): Promise<string> {
    const { active_version_id: version } = await template(from);
    const listed = await ask({ method: "GET", url: `/api/v2/templateversions/${version}/presets` });
    const preset = Presets.parse(JSON.parse(listed.body))?.find(({ Name }) => Name === role);
    const common = { name, template_version_id: version, template_version_preset_id: preset?.ID };
    if (isTask) {
      const body = JSON.stringify({ ...common, input: prompt });
      return Task.parse(JSON.parse((await ask({ method: "POST", url: "/api/v2/tasks/me", body })).body)).workspace_id;
    }
    const values = prompt === undefined ? [] : [{ name: "ai_prompt", value: prompt }];
    const body = JSON.stringify({ ...common, rich_parameter_values: values });
    const made = await ask({ method: "POST", url: "/api/v2/users/me/workspaces", body, as: owner });
    return Identified.parse(JSON.parse(made.body)).id;
  }

  async function build(workspaceId: string, order: { readonly transition: string; readonly orphan?: boolean }) {
    await ask({ method: "POST", url: `/api/v2/workspaces/${workspaceId}/builds`, body: JSON.stringify(order) });
  }
}
export type Stage = ReturnType<typeof createStage>;
