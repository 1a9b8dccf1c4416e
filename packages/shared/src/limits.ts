/** Bounds that both worlds respect. Bytes and milliseconds. */
export const limits = {
  /** At most this much of a log is requested but not yet applied: what a cut link costs (SYN-05). */
  batchBytes: 1024 * 1024,
  /** A batch is asked for in pulls of this size, each answered by a frame that is applied in one transaction. */
  batchFrameBytes: 512 * 1024,
  /** The largest frame accepted on the link; a larger one closes it. */
  linkFrameBytesMax: 4 * 1024 * 1024,
  /** The largest message accepted from a client, recordings' pieces included. */
  clientFrameBytesMax: 2 * 1024 * 1024,
  /** The largest message that a client accepts from an appliance, an update's pieces included. */
  serverFrameBytesMax: 1024 * 1024,
  /** The largest update that a client accepts. */
  upgradeBytesMax: 1024 * 1024 * 1024,
  /** One session's record with all its events. */
  sessionBytesMax: 256 * 1024,
  sessionEventsMax: 1_000,
  recordingBytesMax: 64 * 1024 * 1024,
  blobChunkBytes: 256 * 1024,
  /** How many missing blobs are requested at a time. */
  blobsPerFetch: 256,
  /**
   * How many recordings one batch of the slow check looks at, and how many bytes it reads. With `scrubMs` that makes
   * 16 MiB an hour: about half a gigabyte in a rehearsal of a day and a half.
   */
  scrubBlobs: 256,
  scrubBytes: 4 * 1024 * 1024,
  connectionsMax: 20_000,
  /** Jump Clients and Jumpoints of one site. */
  jumpClientsMax: 20_000,
  waitingSessionsMax: 1_000,
  /** Issues that a customer may choose from. */
  issuesOfferedMax: 100,
  settingsMax: 10_000,
  /** All settings together travel in one frame of the link. */
  settingsBytesMax: 1024 * 1024,
  /** How many LSIDs an event lists at most; the count beside it is always the full one. */
  listedLsidsMax: 10_000,
  historyEventsMax: 1_000,
  /** Files that administrators have uploaded or may fetch, of any size; a new one pushes out the oldest. */
  filesMax: 4,
  /** Certificates and requests that an appliance keeps, and the size of a file with one. */
  certificatesMax: 20,
  certificateFileBytesMax: 256 * 1024,
} as const

/** Waiting times of the protocols, in lab time. */
export const timeouts = {
  dialMs: 10_000,
  establishMs: 30_000,
  peerAnswerMs: 10_000,
  /** A link silent for this long is given up. */
  linkSilenceMs: 45_000,
  linkProbeMs: 15_000,
  redialMs: 10_000,
  firstSyncMs: 60_000,
  /** Between two batches of the slow check of recordings. */
  scrubMs: 900_000,
  swapMs: 60_000,
  /** Test addresses that have not answered by then count as not reached. */
  pingMs: 5_000,
  /** How long a primary that was stopped waits to hear whether it may still serve. */
  roleCheckMs: 20_000,
  /** A backup that may not take over looks again after this, or after its primary's timeout if that is shorter. */
  failoverRetryMs: 15_000,
  /** A sync that received nothing for this long is given up; long enough for one large recording over a slow line. */
  syncStallMs: 900_000,
  /** Between two events that report a sync's progress. */
  syncProgressMs: 1_000,
  /** Generating recordings may take this long. */
  sampleDataMs: 3_600_000,
  clientDialMs: 5_000,
  /** How long an appliance waits for the update server, or for a file to be checked. */
  updateServerMs: 60_000,
  /** Between two failover status checks, whose findings are mailed. */
  statusCheckMs: 60_000,
  /** A relay that has not taken a mail by then is tried again: after a minute, then ever later, up to half an hour. */
  mailMs: 60_000,
  mailRetryMs: 60_000,
  mailRetryMsMax: 1_800_000,
  /** Then a mail is given up (RFC 5321 4.5.4.1: at least four days). */
  mailKeptMs: 345_600_000,
  /** A recipient that has not taken an outbound event by then is tried again, at last every half an hour. */
  outboundEventMs: 30_000,
  outboundRetryMsMax: 1_800_000,
} as const
