export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** Runs one statement with `?` for each value. Every statement of ours runs on SQLite and on PostgreSQL. */
export type Query = (sql: string, ...values: readonly SqlValue[]) => Promise<readonly Row[]>;

/** A database as far as the stores need one; each engine is one adapter. What fails, fails as StoreError. */
export interface Db {
  readonly kind: "sqlite" | "postgres";
  /** Reads what is committed. */
  readonly read: Query;
  /** One transaction that nobody else writes in between; rolled back when the work rejects. Never nested. */
  write<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
