import { spawn } from "node:child_process";

/** How a command ended, `output` being its stdout and stderr as they came. */
export interface CommandResult {
  readonly isGood: boolean;
  readonly stdout: string;
  readonly output: string;
}

/** Runs a program to its end, without a terminal; when this process ends first, the program is ended too. */
export async function runCommand(
  root: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<CommandResult> {
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  const stdout: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk) && output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  }).finally(() => process.off("exit", stop));
  return { isGood: code === 0, stdout: textOf(stdout), output: textOf(output) };
}

const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString("utf8");
