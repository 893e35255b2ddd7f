import type { AgentStatus } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeRow } from "../../test/make-row.ts";
import { errorPage, ok, scriptCoder } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const working = makeRow({ reports: [{ state: "working", message: "Sing" }] });
const busyCli = {
  status: 500,
  json: {
    title: "Internal Server Error",
    errors: [{ message: "message can only be sent when the agent is waiting for user input" }],
  },
};

describe("TaskService.start, in the event log", () => {
  it("keeps the task before it is sent, and that it was delivered after", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message();
    const { services, events, told } = makeRecorded();
    const origin = { actor: "riley", correlationId: "order-1" };

    await services.tasks.start("otter", "Sing", anyCall({ origin }));

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task delivered"]);
    const [started, sending, settled] = await events();
    expect(started).toMatchObject({ origin, occurredAt: "2026-01-01T00:00:00.000Z" });
    expect(sending?.data).toMatchObject({
      task_id: started?.data && "task_id" in started.data && started.data.task_id,
    });
    expect(settled?.data).toEqual({ ...sending?.data, delivery: "delivered" });
  });

  it("is the server's when nobody is named", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message();
    const { services, events } = makeRecorded();

    await services.tasks.start("otter", "Sing", anyCall());

    expect((await events()).map(({ origin }) => origin)).toEqual(Array(3).fill({ actor: "server" }));
  });

  it("keeps a task once that was refused until the agent was ready", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable", "stable");
    coder.message(busyCli);
    coder.message();
    const { services, told } = makeRecorded();

    await services.tasks.start("otter", "Sing", anyCall());

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task delivered"]);
  });

  it("keeps that a task was refused to the end", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable", ...Array<string>(10).fill("running"));
    coder.message(busyCli);
    const { services, told } = makeRecorded();

    await expect(services.tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({ code: "busy" });

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task refused"]);
  });

  it("keeps that an agent out of reach did not get it", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message(errorPage(404, "Application Not Found"));
    coder.seen(makeRow());
    const { services, told } = makeRecorded();

    await expect(services.tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({ code: "offline" });

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task refused"]);
  });

  it("keeps that nobody knows whether it arrived", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message("network-error");
    const { services, told } = makeRecorded();

    await services.tasks.start("otter", "Sing", anyCall());

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task unknown"]);
  });

  it("keeps the same when the call is broken off while it is sent", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message("hang");
    const { services, told } = makeRecorded();
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error("gone")), 50);

    await expect(services.tasks.start("otter", "Sing", { signal: caller.signal })).rejects.toThrow("gone");

    expect(await told()).toEqual(["started ordered: Sing", "task sending", "task unknown"]);
  });

  it("keeps nothing of a task that was never sent", async () => {
    coder.foundByName(makeRow());
    coder.cli(...Array<string>(11).fill("running"));
    const { services, told } = makeRecorded();

    await expect(services.tasks.start("otter", "Sing", anyCall())).rejects.toMatchObject({ code: "busy" });

    expect(await told()).toEqual([]);
  });

  it("gives the task all the same when the log fails", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message();
    const { services, repositories, log } = makeRecorded();
    jest.spyOn(repositories.events, "append").mockRejectedValue(new Error("the disk is full"));

    await expect(services.tasks.start("otter", "Sing", anyCall())).resolves.toMatchObject({ delivered: "yes" });

    expect(log.lines[0]).toBe('an event was not kept {"type":"task_started","error":"Error: the disk is full"}');
  });
});

describe("TaskService.cancel, in the event log", () => {
  const seed = async ({ repositories }: ReturnType<typeof makeRecorded>, status: AgentStatus = "busy") => {
    const about = {
      subject: { workspaceId: "workspace-1" },
      occurredAt: "2026-01-01T00:00:00Z",
      origin: { actor: "x" },
    };
    const born = { agent_name: "otter", project: "shop-backend", status };
    const task = { task_id: "task-1", task: "Sing", origin: "ordered" } as const;
    await repositories.events.append([
      { ...about, type: "agent_adopted", data: born },
      { ...about, type: "task_started", data: task },
    ]);
  };

  it("keeps which task was cancelled and that the agent rests", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.seen(working);
    const made = makeRecorded();
    await seed(made);

    await made.services.tasks.cancel("otter", anyCall());

    expect((await made.told()).slice(2)).toEqual(["task_cancelled", "busy to idle"]);
    const [, , cancelled, changed] = await made.events();
    expect(cancelled?.data).toEqual({ task_id: "task-1" });
    expect(changed?.data).toMatchObject({ build_id: "build-1", report_at: expect.stringContaining("2026-01-01T") });
  });

  it("does not say again that the agent rests", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.seen(working);
    const made = makeRecorded();

    await made.services.tasks.cancel("otter", anyCall());

    expect(await made.told()).toEqual(["task_cancelled"]);
  });

  it("leaves it to the next look that an agent rests that was out of reach before", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.seen(working);
    const made = makeRecorded();
    await seed(made, "offline");

    await made.services.tasks.cancel("otter", anyCall());

    expect((await made.told()).slice(2)).toEqual(["task_cancelled"]);
  });

  it("keeps of an agent that was stopped meanwhile only that its task was cancelled", async () => {
    coder.foundByName(working);
    coder.cli("running", "stable");
    coder.message();
    coder.seen(makeRow({ status: "stopping", build: 2 }));
    const made = makeRecorded();
    await seed(made);

    await made.services.tasks.cancel("otter", anyCall());

    expect((await made.told()).slice(2)).toEqual(["task_cancelled"]);
  });

  it("keeps nothing of an interrupt that did not help", async () => {
    coder.foundByName(working);
    coder.cli(...Array<string>(21).fill("running"));
    coder.message();
    coder.message();
    const { services, told } = makeRecorded();

    await expect(services.tasks.cancel("otter", anyCall())).rejects.toMatchObject({ code: "timeout" });

    expect(await told()).toEqual([]);
  });
});

// Uploads are written by hand: no recording holds one.
describe("TaskService.start, with a long task", () => {
  const long = `Sing ${"la ".repeat(6_000)}`;
  const upload = "/@riley/otter.main/apps/ai/upload";
  const start = (task: string) => makeRecorded().services.tasks.start("otter", task, anyCall());

  it("sends a task of more than 16,000 characters as a file, and keeps all of it", async () => {
    coder.foundByName(makeRow());
    coder.cli("running", "stable", "stable");
    cassettes.answer("POST", upload, ok({ ok: true, filePath: "/tmp/1/task.md" }));
    coder.message(busyCli);
    coder.message();
    const { services, events } = makeRecorded();

    const receipt = await services.tasks.start("otter", long, anyCall());

    expect(receipt).toMatchObject({
      delivered: "yes",
      warning:
        "It has more than 16000 characters, so it lies in a file on the agent's machine and the message only names it.",
    });
    const [file, ...messages] = cassettes.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
    const [started] = await events();
    const taskId = started?.type === "task_started" ? started.data.task_id : "";
    const content = "Your task is in the file /tmp/1/task.md (18005 characters). Read all of it, then do what it says.";
    expect(file).toContain(`filename="fleet-task-${taskId}.md"`);
    expect(file).toContain(long);
    expect(messages).toEqual([
      { type: "user", content },
      { type: "user", content },
    ]);
    expect(started?.data).toMatchObject({ task: long });
  });

  it("types a task of 16,000 characters", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message();

    await expect(start("x".repeat(16_000))).resolves.not.toHaveProperty("warning");
  });

  it("does not type one of 16,001", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    cassettes.answer("POST", upload, ok({ ok: true, filePath: "/tmp/1/task.md" }));
    coder.message();

    await expect(start("x".repeat(16_001))).resolves.toHaveProperty("warning");
  });

  it.each([
    ["its AgentAPI takes no files", { status: 404, text: "404 page not found\n" }, /it is older than 0[.]10[.]$/],
    ["path apps are switched off", errorPage(403, "Forbidden"), /has switched off path-based apps/],
    ["AgentAPI refuses the file", { status: 422, json: { title: "Unprocessable Entity" } }, /answered 422/],
  ])("refuses it with the limit when %s", async (_, answer, reason) => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    cassettes.answer("POST", upload, answer);

    const giving = start(long);

    await expect(giving).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(
        /^The task has 18005 characters; agent "otter" takes at most 16000, because a longer one cannot be put on its machine as a file[.]/,
      ),
      hint: "Put the long part into a file of the repository and name it in the task, or split the work into several tasks.",
    });
    await expect(giving).rejects.toThrow(reason);
  });

  it("passes on that an agent cannot be reached for its file", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    cassettes.answer("POST", upload, errorPage(502, "Bad Gateway"));
    coder.gone();

    await expect(start(long)).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
    });
  });
});

describe("TaskService.start, with a requirement", () => {
  const start = (requires: string, row = makeRow()) => {
    coder.foundByName(row);
    return makeRecorded().services.tasks.start("otter", "Sing", anyCall(), { requires });
  };
  const metadata = (key: string, value: string) =>
    cassettes.answer("GET", "/api/v2/workspaceagents/machine-1/watch-metadata", {
      status: 200,
      headers: { "content-type": "text/event-stream" },
      text: `event: data\ndata: ${JSON.stringify([
        { description: { key }, result: { value, error: "", collected_at: "2026-01-01T00:00:00Z", age: 0 } },
      ])}\n\n`,
    });
  const given = () => {
    coder.cli("stable");
    coder.message();
  };

  it("gives the task to an agent whose project says the word, whole and in any case", async () => {
    given();

    await expect(start("BACKEND")).resolves.toMatchObject({ delivered: "yes" });
  });

  it("looks at what its machine says of its role and specification", async () => {
    coder.cli("stable");
    metadata("fleet_mcp_agent_spec", "Knows Rust and SQL");
    given();

    await expect(start("rust")).resolves.toMatchObject({ delivered: "yes" });
  });

  it("refuses an agent that lacks it and names those that have it", async () => {
    coder.cli("stable");
    metadata("fleet_mcp_role", "reviewer");
    const finch = { ...makeRow({ name: "finch" }), id: "workspace-2", template_display_name: "Rust shop" };
    cassettes.answer(
      "GET",
      "/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0",
      ok({ workspaces: [makeRow(), finch], count: 2 }),
    );

    await expect(start("rust")).rejects.toMatchObject({
      code: "unsupported",
      message: 'Agent "otter" has no role, specification or project that says "rust".',
      hint: "Agents that have it: finch.",
    });
  });

  it("says that nobody has it", async () => {
    coder.cli("stable");
    metadata("fleet_mcp_role", "reviewer");
    cassettes.answer(
      "GET",
      "/api/v2/workspaces?q=owner%3Ame&limit=100&offset=0",
      ok({ workspaces: [makeRow()], count: 1 }),
    );

    await expect(start("rust")).rejects.toMatchObject({
      hint: "No agent has it by its role or project: create one with such a role (list_agent_roles).",
    });
  });

  it("refuses a requirement without a word in it", async () => {
    await expect(start(" - ")).rejects.toMatchObject({ code: "invalid_input", message: "requires is empty." });
  });
});
