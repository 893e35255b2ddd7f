import { createCoderClient } from "@fleet-mcp/coder-client";
import { silentLogger } from "@fleet-mcp/models";
import type { Clock } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import type { Config } from "../config/config.ts";
import type { CoderLogin } from "../config/resolve-coder.ts";
import { version } from "../version.ts";
import { checkAccess } from "./check-access.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { checkNode, checkSqlite } from "./check-runtime.ts";
import { checkNames, unknown } from "./check.ts";
import type { Verdict } from "./check.ts";
import type { Given } from "./describe-settings.ts";
import { examineEventLog } from "./examine-event-log.ts";
import { examineCoder } from "./examine-coder.ts";
import type { Verdicts } from "./examine-coder.ts";
import { toReport } from "./report.ts";
import type { Report } from "./report.ts";

export interface Patient extends Given {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  /** Of `node:sqlite`; undefined without it. */
  readonly sqliteVersion: string | undefined;
  readonly clock: Clock;
  readonly waitMs?: number | undefined;
}

/** Every check, those of Coder last. What one check needs and lacks leaves it unknown; nothing here throws because something is wrong. */
export async function examine(patient: Patient): Promise<Report> {
  const { env, nodeVersion, sqliteVersion } = patient;
  const { verdict: configuration, config } = checkConfiguration(patient);
  const access = config ? checkAccess(config) : undefined;
  const [remote, log] = config
    ? await Promise.all([examineRemote(config, patient), examineEventLog(config, patient)])
    : [];
  const verdicts: Verdicts = {
    node: checkNode(nodeVersion),
    sqlite: checkSqlite(sqliteVersion),
    configuration,
    ...remote?.verdicts,
    ...log,
    ...(access ? { "access over http": access.verdict } : {}),
  };
  const given = ["CODER_SESSION_TOKEN", "FLEET_MCP_AUTH_TOKEN", "FLEET_MCP_ALERT_WEBHOOK_SECRET"].map(
    (name) => env[name],
  );
  const secrets = [...given, remote?.token, ...(access?.secrets ?? [])];
  const checks = checkNames.map((name) => ({ name, ...(verdicts[name] ?? unconfigured) }));
  return toReport(version, checks, secrets);
}

const unconfigured: Verdict = unknown("the configuration is wrong", "Repair the configuration first.");

async function examineRemote(config: Config, patient: Patient): Promise<{ verdicts: Verdicts; token: string }> {
  if (config.coder) return { verdicts: await examineAt(config.coder, config, patient), token: config.coder.token };
  const { startSimulatedCoder } = await import("../simulated-coder.ts");
  const { close, ...coder } = await startSimulatedCoder();
  return examineAt(coder, config, patient)
    .then((verdicts) => ({ verdicts, token: coder.token }))
    .finally(close);
}

function examineAt({ url, token }: CoderLogin, config: Config, { clock, waitMs }: Patient): Promise<Verdicts> {
  const { owner, appSlug, backend } = config;
  const coder = createCoderClient({ baseUrl: url, token, clock, userAgent: `fleet-mcp/${version}` });
  const repositories = createRepositories({ coder, coderUrl: url, clock, log: silentLogger, owner, appSlug });
  const services = createServices({ repositories, clock, log: silentLogger, backend });
  return examineCoder({ config, where: config.coder ? url : `${url}, simulated`, services, clock, waitMs });
}
