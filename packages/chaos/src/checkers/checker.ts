import type { SessionRow, Store } from '@understudy/appliance-core'
import type { ApplianceStatus, LabEvent } from '@understudy/shared'
import type { Asked, Stage, ToldByApi } from '../nemesis/stage.ts'
import type { PairName } from '../schedule/lab-options.ts'
import type { Mode } from '../schedule/schedule.ts'

/** A broken law: which, when, by which records, and the trace up to there. */
export interface Finding {
  readonly law: string
  /** The line of the specification it comes from. */
  readonly spec: string
  readonly message: string
  /** What shows it: LSIDs, epochs, names. */
  readonly records: readonly string[]
  /** Since the beginning of the safety phase. */
  readonly atMs: number
  /** The last lines of the trace before it. */
  readonly trace: readonly string[]
}

/** What checkers look at: the growing trace, and both disks. */
export interface Scene {
  readonly stage: Stage
  readonly mode: Mode
  /** In virtual time as they are; of real processes as they were when last read ({@link Watch.onDisk}). */
  readonly stores: Readonly<Record<PairName, Store>>
  /** The acknowledged sessions as the audit has classified them, for the figures. */
  readonly fates: Fates
  /** Acknowledged sessions that went with a destroyed disk, by {@link keyOf}. */
  readonly gone: Set<string>
  /** Adds a line to the trace. */
  readonly note: (text: string) => void
}

/** What became of the acknowledged sessions: Jepsen's set-full, for both disks after the last sync. */
export interface Fates {
  /** On both disks, once each. */
  stable: number
  /** On neither. */
  lost: number
  /** On neither, but announced by LSID before or when it happened (SYN-04). */
  announced: number
  /** On neither: gone with the disk of a destroyed host, before the other one had pulled it (SYN-07). */
  destroyed: number
  /** On only one, after a sync that should have brought it. */
  stale: number
  /** Twice on one disk. */
  duplicated: number
  /** On a disk but never acknowledged to anybody: nothing was promised. */
  neverRead: number
}

export const noFates: Fates = {
  stable: 0,
  lost: 0,
  announced: 0,
  destroyed: 0,
  stale: 0,
  duplicated: 0,
  neverRead: 0,
}

export type Tell = (message: string, records?: readonly string[]) => void

/** What a law watches in one run. */
export interface Watch {
  readonly onEvent?: (event: LabEvent) => void
  /** After each fault, and every second of the safety phase. */
  readonly onStep?: () => void
  /** A real process has died, and its disk was read as it left it: what it told before has to be there. */
  readonly onDisk?: (name: PairName) => void
  /** A host is being destroyed with all that it holds, which can be read for the last time. */
  readonly onDestroyed?: (name: PairName) => void
  /** While the two reunite: what both say about themselves. */
  readonly onStatus?: (a: ApplianceStatus, b: ApplianceStatus) => void
  /** When everything is healed, quiet and in sync. */
  readonly atEnd?: () => void
}

/** A law. It starts watching afresh in each run. */
export interface Checker {
  readonly law: string
  readonly spec: string
  /** It sets side by side what is so in one moment: of real processes one hears one thing after the other. */
  readonly onlyVirtual?: true
  readonly watch: (scene: Scene, tell: Tell) => Watch
}

/** Looks at each answer of an API once. */
export function toldSince(stage: Stage, look: (told: ToldByApi) => void): () => void {
  let looked = 0
  return () => {
    for (const told of (stage.toldByApi ?? []).slice(looked)) look(told)
    looked = stage.toldByApi?.length ?? 0
  }
}

/** All sessions that a store holds. */
export function rowsOf(store: Store): readonly SessionRow[] {
  const rows: SessionRow[] = []
  for (let cursor = 0; ; ) {
    const page = store.sessions.page(cursor, 1_000)
    for (const { row } of page) rows.push(row)
    const last = page.at(-1)
    if (last === undefined) return rows
    cursor = last.cursor
  }
}

/** What identifies a session: LSIDs before 10.6 repeat (API-01). */
export const keyOf = (session: { readonly lsid: string; readonly externalKey: string }): string =>
  `${session.lsid}/${session.externalKey}`

type Acknowledged = Extract<LabEvent, { name: 'session-acknowledged' }>

export const holds = (store: Store, event: Acknowledged): boolean =>
  store.sessions.byLsid(event.lsid).some((row) => keyOf(row) === keyOf(event))

/** Whether the appliance's history says that this LSID was replaced by its primary's data (SYN-04). */
export function isDiscarded(store: Store, { lsid }: Acknowledged): boolean {
  return store.history.newest(1_000).some(({ json }) => {
    const event = JSON.parse(json) as { name: string; lsids?: readonly string[] }
    return event.name === 'sessions-discarded' && event.lsids?.includes(lsid) === true
  })
}

/** A box is about to be reset to factory defaults. What it had recorded in the same moment was told before; what comes now is another box's. */
export const isReset = (event: LabEvent): boolean =>
  event.name === 'appliance-ending' && event.how === 'factory-reset'

/** Nobody knows whether it was done: the process has died, or has not answered yet. */
export const isUnheard = (answer: Asked['answer']): boolean =>
  answer === null || (!answer.ok && answer.refusal.code === 'peer-unreachable')
