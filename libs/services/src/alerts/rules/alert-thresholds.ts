/** When the rules say something. */
export interface AlertThresholds {
  /** Offline for so long. */
  readonly offlineSeconds: number;
  /** Busy for so long without anything new in the conversation. */
  readonly noOutputSeconds: number;
  /** Idle for so long with a question as the last words. */
  readonly waitingSeconds: number;
  /** A task that takes so many times the median of its project. */
  readonly longTaskTimes: number;
  /** So many percent of the fleet are busy. */
  readonly utilisationPercent: number;
  /** Coder's token is valid for less than this. */
  readonly tokenSeconds: number;
  /** Open for so long without anybody settling it. */
  readonly escalateSeconds: number;
}

export const defaultThresholds: AlertThresholds = {
  offlineSeconds: 60,
  noOutputSeconds: 600,
  waitingSeconds: 120,
  longTaskTimes: 3,
  utilisationPercent: 90,
  tokenSeconds: 24 * 3_600,
  escalateSeconds: 1_800,
};
