import type { Logger } from "./logger.ts";

/** For whoever composes the layers and wants to hear nothing. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
