import type { LabEvent } from '@understudy/shared'

const hidden = new Set(['name', 'source', 'atMs'])

/** An event's fields as one line: `to: primary, epoch: 2`. */
export const detailsOf = (event: LabEvent): string =>
  Object.entries(event)
    .filter(([key, value]) => !hidden.has(key) && value !== null && value !== '')
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')

/** What comes with every session and every call; a log without it shows what happened to the lab. */
const noisy: ReadonlySet<string> = new Set([
  'session-begun',
  'session-acknowledged',
  'session-recorded',
  'requests-measured',
  'availability',
  'reconnections',
  'operation-done',
  'machine-busy',
  'sync-progress',
  'console-online',
  'console-offline',
  'page-turned',
])

export const isNoisy = ({ name }: LabEvent): boolean => noisy.has(name)

const bad =
  /failed|refused|lost|down|broken|cut|conflict|stranded|outage-began|interrupted|stalled|fenced|discarded/

/** Whether people should look at it. */
export const isTrouble = ({ name }: LabEvent): boolean =>
  name === 'alert' || name === 'warning' || bad.test(name)
