import { startAttacked } from "./attacked-process.ts";
import type { Answer } from "./fault-of.ts";
import type { HostileCall } from "./hostile-calls.ts";
import { secrets } from "./http-target.ts";

/** The bundled server over stdio after a handshake of 2025; what it answers is given by id. */
export async function startStdioTarget() {
  const attacked = await startAttacked([]);
  const answers: Answer[] = [];
  const noJson: string[] = [];
  const waiting = new Map<unknown, (answer: Answer) => void>();
  attacked.output.on("line", (line) => {
    const answer = parsed(line);
    if (answer === undefined) return void noJson.push(line);
    answers.push(answer);
    waiting.get(answer.id)?.(answer);
  });
  let lastId = 0;

  const hello = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "hostile", version: "0" } };
  await request("initialize", JSON.stringify(hello));
  write('{"jsonrpc":"2.0","method":"notifications/initialized"}');
  return {
    ...attacked,
    answers,
    /** Lines on stdout that are no JSON. */
    noJson,
    write,
    request,
    answerTo,
    call: ({ tool, json }: HostileCall) =>
      request("tools/call", `{"name":${JSON.stringify(tool)},"arguments":${json}}`),
    leaks: () => attacked.printed.filter((line) => secrets.some((secret) => line.includes(secret))),
  };

  /** One line, whatever it holds. */
  function write(line: string): void {
    attacked.child.stdin.write(`${line}\n`);
  }

  function answerTo(id: unknown): Promise<Answer> {
    return new Promise((resolve) => void waiting.set(id, resolve));
  }

  function request(method: string, params: string): Promise<Answer> {
    lastId += 1;
    const answer = answerTo(lastId);
    write(`{"jsonrpc":"2.0","id":${lastId},"method":${JSON.stringify(method)},"params":${params}}`);
    return answer;
  }
}
export type StdioTarget = Awaited<ReturnType<typeof startStdioTarget>>;

function parsed(line: string): Answer | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
