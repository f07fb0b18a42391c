/** How an engine ended. */
export interface EngineExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** True when `stop()` asked for it. */
  expected: boolean;
}

/** A Meilisearch that answers, whose version and keys have been checked. */
export interface EngineHandle {
  /** Without a slash at its end. */
  url: string;
  /** Who runs the engine: this process, another one of this project, or somebody else (`MEILI_URL`). */
  origin: 'started' | 'joined' | 'external';
  /** Absent when only the two lesser keys were given. For key management alone: hand it to nothing that serves. */
  masterKey: string | undefined;
  /** May write documents, indexes and settings, and read tasks; cannot manage keys. For the indexer only. */
  indexKey: string;
  /** May search, and nothing else. The only key for the web server. */
  searchKey: string;
  /** The engine's name for it; absent for the one that the portal made itself. */
  searchKeyUid: string | undefined;
  /** Of the engine itself; absent for an external one. */
  pid: number | undefined;
  /** Ends the engine if this process started it, otherwise does nothing. May be called again. */
  stop(): Promise<void>;
  /** Settles when an engine that this process started has ended; for the others, never. */
  exited: Promise<EngineExit>;
}
