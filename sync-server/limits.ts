/** Every limit of the relay in one place. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** One WebSocket frame. */
  readonly frameBytes: number;
  /** All that may be received before a connection has shown who it is. While the relay takes claims it is `frameBytes`: a claim carries a directory. */
  readonly bytesBeforeAuthentication: number;
  /** A message after joining its frames, and after expanding it. */
  readonly messageBytes: number;
  readonly updateBytes: number;
  readonly documentBytes: number;
  readonly authenticationMs: number;
  readonly heartbeatMs: number;
  readonly framesPerSecond: number;
  readonly frameBurst: number;
  /** Frames of one connection that may wait for their turn. */
  readonly framesWaiting: number;
  readonly pauseBulkAtBytes: number;
  readonly dropAtBytes: number;
  readonly dropSlowAfterMs: number;
  readonly batchBytes: number;
  readonly groupCommitMs: number;
  readonly groupCommitUpdates: number;
  readonly roomIdleMs: number;
  readonly foldAfterUpdates: number;
  readonly keepRowsMs: number;
  readonly maintenanceMs: number;
  readonly awarenessEntries: number;
  readonly awarenessBytes: number;
  readonly awarenessMs: number;
  readonly connections: number;
  readonly wrongSetupCodesPerMinute: number;
  /** How long after a claim the same claim may be repeated, its answer having been lost. */
  readonly repeatClaimMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  frameBytes: 1024 * 1024,
  bytesBeforeAuthentication: 4 * 1024,
  messageBytes: 32 * 1024 * 1024,
  updateBytes: 8 * 1024 * 1024,
  documentBytes: 16 * 1024 * 1024,
  authenticationMs: 5_000,
  heartbeatMs: 25_000,
  framesPerSecond: 50,
  frameBurst: 200,
  framesWaiting: 2_000,
  pauseBulkAtBytes: 1024 * 1024,
  dropAtBytes: 4 * 1024 * 1024,
  dropSlowAfterMs: 30_000,
  batchBytes: 256 * 1024,
  groupCommitMs: 5,
  groupCommitUpdates: 500,
  roomIdleMs: 30_000,
  foldAfterUpdates: 500,
  keepRowsMs: 30 * 24 * 3600 * 1000,
  maintenanceMs: 10 * 60 * 1000,
  awarenessEntries: 64,
  awarenessBytes: 1024,
  awarenessMs: 30_000,
  connections: 2_000,
  wrongSetupCodesPerMinute: 10,
  repeatClaimMs: 10 * 60 * 1000,
};
