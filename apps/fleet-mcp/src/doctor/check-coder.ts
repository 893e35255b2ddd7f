import type { ErrorCode } from "@fleet-mcp/models";
import type { DeploymentService } from "@fleet-mcp/services";
import type { Asked } from "./ask.ts";
import { fail, ok, unknown, warn } from "./check.ts";
import type { Verdict } from "./check.ts";

type Release = Awaited<ReturnType<DeploymentService["release"]>>;

/** Whether Coder answers, and whether its release is one that this was made for. */
export function checkCoder(release: Asked<Release>, where: string): Verdict {
  if (!release.isKnown) return fail(release.why, nextSteps[release.code] ?? checkAddress);
  const { version, support } = release.answer;
  const found = `${version} at ${where}`;
  if (support === "supported") return ok(found);
  if (support === "unknown")
    return warn(`${found}, which is no release`, "Nothing, if it was built from the sources of 2.29 or newer.");
  return warn(`${found}, older than 2.29 and never tried`, "Update Coder to 2.29 or newer.");
}

const checkAddress = "Check CODER_URL, the network and whether Coder is running: open the address in a browser.";

const nextSteps: Partial<Record<ErrorCode, string>> = {
  timeout: "Check whether Coder is overloaded, and whether a proxy or firewall swallows the connection.",
  rate_limited: "Wait a minute and run fleet-mcp doctor again.",
  unsupported: "What answers at CODER_URL is no Coder: check the address and its path.",
  not_found: "What answers at CODER_URL is no Coder: check the address and its path.",
};

/** `aheadMs`: how far Coder's clock is ahead of this machine's. */
export function checkClock(aheadMs: Asked<number | undefined>): Verdict {
  if (!aheadMs.isKnown) return unknown(aheadMs.why);
  if (aheadMs.answer === undefined) return unknown("Coder's answer has no date", "Compare the clocks of both by hand.");
  const seconds = Math.round(Math.abs(aheadMs.answer) / 1_000);
  const found = `this machine is ${duration(seconds)} ${aheadMs.answer > 0 ? "behind" : "ahead of"} Coder`;
  const synchronise = "Synchronise the clocks of both (NTP); waits and times of tasks are wrong until then.";
  if (seconds > 300) return fail(found, synchronise);
  return seconds > 30 ? warn(found, synchronise) : ok(seconds < 2 ? "this machine and Coder agree" : found);
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
