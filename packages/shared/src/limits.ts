/** Bounds that both worlds keep. Bytes and milliseconds. */
export const limits = {
  /** At most this much of a log is asked for and not yet applied: what a cut link costs (SYN-05). */
  batchBytes: 1024 * 1024,
  /** A batch is asked for in pulls of this size, each answered by a frame that is applied in one transaction. */
  batchFrameBytes: 512 * 1024,
  /** The largest frame accepted on the link; more closes it. */
  linkFrameBytesMax: 4 * 1024 * 1024,
  /** The largest message accepted from a client, recordings' pieces included. */
  clientFrameBytesMax: 2 * 1024 * 1024,
  /** The largest message that a client accepts of an appliance, an update's pieces included. */
  serverFrameBytesMax: 1024 * 1024,
  /** The largest update that a client accepts. */
  upgradeBytesMax: 1024 * 1024 * 1024,
  /** One session's record with all its events. */
  sessionBytesMax: 256 * 1024,
  sessionEventsMax: 1_000,
  recordingBytesMax: 64 * 1024 * 1024,
  blobChunkBytes: 256 * 1024,
  /** How many missing blobs are asked for at a time. */
  blobsPerFetch: 256,
  /**
   * How many recordings a step looks at, and how many bytes of them it has read. With `scrubMs` it is what the slow look
   * costs: 16 MiB an hour, so that a rehearsal of a day and a half reads some half a gigabyte.
   */
  scrubBlobs: 256,
  scrubBytes: 4 * 1024 * 1024,
  connectionsMax: 20_000,
  /** Jump Clients and Jumpoints that one site knows. */
  jumpClientsMax: 20_000,
  waitingSessionsMax: 1_000,
  settingsMax: 10_000,
  /** All settings together travel in one frame of the link. */
  settingsBytesMax: 1024 * 1024,
  /** How many LSIDs an event lists; the count beside it is always whole. */
  listedLsidsMax: 10_000,
  historyEventsMax: 1_000,
} as const

/** Waiting times of the protocols, in lab time. */
export const timeouts = {
  dialMs: 10_000,
  establishMs: 30_000,
  peerAnswerMs: 10_000,
  /** A link on which nothing was heard for this long is given up. */
  linkSilenceMs: 45_000,
  linkProbeMs: 15_000,
  redialMs: 10_000,
  firstSyncMs: 60_000,
  /** Between two batches of recordings that are looked at. */
  scrubMs: 900_000,
  swapMs: 60_000,
  /** Test addresses that have not answered by then are not reached. */
  pingMs: 5_000,
  /** A primary that was stopped asks its peer whether it still may serve; nobody who could know has answered by then. */
  roleCheckMs: 20_000,
  /** A backup that may not take over looks again after this, or after its primary's timeout where that is shorter. */
  failoverRetryMs: 15_000,
  /** A sync in which nothing has come for this long is given up; one large recording over a slow line is within it. */
  syncStallMs: 900_000,
  /** Between two events that tell how far a sync has come. */
  syncProgressMs: 1_000,
  /** Generated recordings have to be made within this. */
  sampleDataMs: 3_600_000,
  clientDialMs: 5_000,
} as const
