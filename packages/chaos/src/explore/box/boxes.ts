import {
  Appliance,
  type ApplianceConfig,
  type ApplianceEffect,
  type ApplianceInput,
  type ApplianceMemory,
  type ApplianceTimer,
  type Decisions,
  Driver,
  type Store,
} from '@understudy/appliance-core'
import type { Box, BoxDraft, CopyableStore } from './box.ts'
import { canonicalText } from './canonical-text.ts'
import { copyMemory } from './copy-memory.ts'
import { CountedRandom } from './counted-random.ts'
import { type CrashPoint, isNoticed, ProcessDied } from './crash-point.ts'
import { diskText, factsOf } from './disk-facts.ts'
import { intervalTimer } from './interval-timer.ts'
import { collectLinkNames, linkNamedIn, renamed, renamingOf } from './link-names.ts'

const startMs = 1_700_000_000_000

/** A named input, made only if its result is not known yet. */
export interface Given {
  readonly text: string
  readonly make: () => ApplianceInput
}

/** The result of an input. */
export interface Reaction {
  readonly box: Box
  /** Effects that were performed and are noticed outside or reported; links have their names from before the step. */
  readonly effects: readonly ApplianceEffect[]
  /** The box's new names for its links, by the former names. */
  readonly renames: ReadonlyMap<string, string>
  /** What the core threw; '' = nothing. */
  readonly error: string
}

/**
 * All states of one appliance seen so far, and the results of the inputs they were given. The core is a function of
 * state and input (DESIGN 1): the same input in the same state is computed once, by the shipped driver over a copy of
 * state and store.
 */
export class Boxes {
  readonly #config: ApplianceConfig
  readonly #decisions: Decisions
  readonly #undriven: readonly ApplianceTimer[]
  readonly #known = new Map<string, Box>()
  readonly #reactions = new Map<string, Reaction>()
  readonly #aged = new Map<string, Box>()
  #steps = 0

  /** `undriven`: timers that never come, so that it makes no difference whether they run. */
  constructor(config: ApplianceConfig, decisions: Decisions, undriven: readonly ApplianceTimer[]) {
    this.#config = config
    this.#decisions = decisions
    this.#undriven = undriven
  }

  /** How many different states were seen. */
  get count(): number {
    return this.#known.size
  }

  /** How often the core was actually run. */
  get steps(): number {
    return this.#steps
  }

  /** A box that was never switched on, with an empty disk. */
  fresh(disk: CopyableStore): Box {
    const timers = new Map<ApplianceTimer, number>()
    return this.#intern({ nowMs: startMs, disk, memory: null, timers, ends: [], drawn: 0 }).box
  }

  /** The box that much later, if nothing has happened. */
  age(box: Box, ms: number): Box {
    if (ms === 0) return box
    const key = `${box.id} ${ms}`
    const known = this.#aged.get(key)
    if (known !== undefined) return known
    const aged = this.#intern({ ...box, nowMs: box.nowMs + ms }).box
    this.#aged.set(key, aged)
    return aged
  }

  /** The process is gone; the disk stays. */
  crash(box: Box): Box {
    return this.#intern(withoutProcess(box, box.disk, box.drawn)).box
  }

  /** Gives the box an input; with a crash point its process dies there. */
  step(box: Box, { text, make }: Given, dies?: CrashPoint): Reaction {
    const key = `${box.id} ${text} ${dies ?? ''}`
    const known = this.#reactions.get(key)
    if (known !== undefined) return known
    const reaction = this.#work(box, make(), dies)
    this.#reactions.set(key, reaction)
    return reaction
  }

  #work(box: Box, input: ApplianceInput, dies: CrashPoint | undefined): Reaction {
    this.#steps += 1
    const decisions = this.#decisions
    const disk = box.disk.copy()
    const random = new CountedRandom(this.#config.guid, box.drawn)
    const memory = box.memory === null ? new Map() : copyMemory(box.memory)
    const appliance = new Appliance(this.#config, disk, random, memory, decisions)
    const timers = new Map(box.timers)
    const ends = endsWith(box.ends, input)
    if (input.kind === 'timer') timers.delete(input.timer)
    const effects: ApplianceEffect[] = []
    let noticed = 0
    let isDead = false
    const perform = (effect: ApplianceEffect): void => {
      if (isDead) return
      if (noticed === dies && isNoticed(effect)) throw new ProcessDied()
      if (isNoticed(effect)) noticed += 1
      if (effect.kind !== 'set-timer' || !this.#undriven.includes(effect.timer))
        carry(effect, timers, ends)
      effects.push(effect)
    }
    const store = dies === 'before-commit' ? dyingAtCommit(disk) : disk
    let error = ''
    try {
      new Driver({ appliance, store, perform, decisions }).handle([input], box.nowMs)
    } catch (thrown) {
      if (!(thrown instanceof ProcessDied)) error = String(thrown)
    }
    isDead = dies !== undefined
    const { drawn } = random
    const draft: BoxDraft =
      isDead || error !== ''
        ? withoutProcess(box, disk, drawn)
        : { nowMs: box.nowMs, disk, memory, timers, ends, drawn }
    return { ...this.#intern(draft), effects, error }
  }

  /** The same box for all drafts that are the same state. */
  #intern(draft: BoxDraft): Pick<Reaction, 'box' | 'renames'> {
    const names = new Set(draft.ends)
    if (draft.memory !== null) collectLinkNames(draft.memory, names)
    const renaming = renamingOf(names)
    const call = (text: string): string => renamed(text, renaming)
    const waiting = [...draft.timers].filter(([timer]) => isAwaited(timer, draft))
    const { nowMs, disk, drawn } = draft
    const memory: ApplianceMemory | null =
      draft.memory === null || renaming.isIdentity
        ? draft.memory
        : copyMemory(draft.memory, renaming)
    if (memory !== null && renaming.isIdentity) countLinks(memory, renaming.dialed)
    const timers = new Map(waiting.map(([name, atMs]) => [call(name) as ApplianceTimer, atMs]))
    const ends = draft.ends.map(call)
    const running =
      memory === null
        ? null
        : { memory: Object.fromEntries(memory), timers: dueIn(timers, nowMs), ends }
    const text = `${drawn} ${diskText(disk)} ${canonicalText(running, nowMs)}`
    let box = this.#known.get(text)
    if (box === undefined) {
      const id = this.#known.size
      const facts = factsOf(disk)
      box = { id, nowMs, disk, facts, memory, timers, ends, accepted: renaming.accepted, drawn }
      this.#known.set(text, box)
    }
    return { box, renames: renaming.names }
  }
}

/**
 * Whether the timer can still do anything. The core lets a link's timer run on after a hello arrived or the link
 * closed; then it does nothing.
 */
function isAwaited(timer: ApplianceTimer, { memory, ends }: BoxDraft): boolean {
  const link = linkNamedIn(timer)
  if (link === undefined) return true
  if (!ends.includes(link)) return false
  const slice = memory?.get('link') as LinksInMemory | undefined
  return slice === undefined || slice.dialing === link || slice.links.get(link)?.stage === 'new'
}

/** The part of `link/`'s slice that is needed here. */
interface LinksInMemory {
  readonly dialing: string | null
  readonly links: ReadonlyMap<string, { readonly stage: string }>
}

/** In the order they are due; equal ones by name. */
const dueIn = (timers: ReadonlyMap<string, number>, nowMs: number): unknown =>
  [...timers]
    .map(([name, atMs]) => [name, name === intervalTimer ? 0 : Math.max(0, atMs - nowMs)] as const)
    .sort(([a, aMs], [b, bMs]) => aMs - bMs || (a < b ? -1 : 1))

function countLinks(memory: ApplianceMemory, dialed: number): void {
  const link = memory.get('link')
  if (typeof link === 'object' && link !== null && 'linkCount' in link) link.linkCount = dialed
}

const withoutProcess = (box: Box, disk: CopyableStore, drawn: number): BoxDraft => ({
  nowMs: box.nowMs,
  disk,
  memory: null,
  timers: new Map(),
  ends: [],
  drawn,
})

/** The links that the carrier holds when it reports this input. */
function endsWith(ends: readonly string[], input: ApplianceInput): string[] {
  if (input.kind === 'link-up' && input.side === 'accepted') return [...ends, input.link]
  if (input.kind === 'link-down' || input.kind === 'dial-failed')
    return ends.filter((end) => end !== input.link)
  return [...ends]
}

/** What the process itself keeps from an effect: its timers, its links. */
function carry(effect: ApplianceEffect, timers: Map<string, number>, ends: string[]): void {
  switch (effect.kind) {
    case 'set-timer':
      timers.set(effect.timer, effect.atMs)
      return
    case 'clear-timer':
      timers.delete(effect.timer)
      return
    case 'dial':
      ends.push(effect.link)
      return
    case 'close-link':
      if (ends.includes(effect.link)) ends.splice(ends.indexOf(effect.link), 1)
      return
    default:
  }
}

/** The process dies during its commit: nothing of the transaction is on the disk. */
const dyingAtCommit = (disk: CopyableStore): Store => ({
  values: disk.values,
  settings: disk.settings,
  logs: disk.logs,
  sessions: disk.sessions,
  activeSessions: disk.activeSessions,
  history: disk.history,
  jumpClients: disk.jumpClients,
  blobs: disk.blobs,
  wipe: () => disk.wipe(),
  begin: () => disk.begin(),
  rollback: () => disk.rollback(),
  totals: () => disk.totals(),
  commit: () => {
    throw new ProcessDied()
  },
})
