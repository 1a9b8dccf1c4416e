import { createHash } from 'node:crypto'

/** All that lies on the server begins so. */
export const prefix = 'understudy'

/** BullMQ's queue of a build: shares of one never reach a worker of another (LAB-05). */
export const queueName = (build: string): string =>
  `shares-${createHash('sha256').update(build).digest('hex').slice(0, 16)}`

/** What a run is about, as JSON; it lasts while its dispatcher tells of itself. */
export const briefKey = (run: string): string => `${prefix}:run:${run}:brief`

/** Number of a share -> its packed answer, until the dispatcher has kept it. */
export const answersKey = (run: string): string => `${prefix}:run:${run}:answers`

/** Run -> build of its dispatcher. */
export const runsKey = `${prefix}:runs`

/** Worker -> its last word about itself, as JSON. */
export const workersKey = `${prefix}:workers`

/** How long what is left behind by somebody who died stays on the server. */
export const leftSeconds = 7 * 24 * 3_600
