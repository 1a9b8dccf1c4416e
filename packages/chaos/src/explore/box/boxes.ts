import {
  Appliance,
  type ApplianceConfig,
  type ApplianceEffect,
  type ApplianceInput,
  type ApplianceMemory,
  type ApplianceTimer,
  Driver,
  type Store,
} from '@understudy/appliance-core'
import type { Box, BoxDraft, CopyableStore } from './box.ts'
import { canonicalText } from './canonical-text.ts'
import { copyMemory } from './copy-memory.ts'
import { CountedRandom } from './counted-random.ts'
import { type CrashPoint, isNoticed, ProcessDied } from './crash-point.ts'
import { diskText, factsOf } from './disk-facts.ts'
import { collectLinkNames, linkNamedIn, renamed, renamingOf } from './link-names.ts'

const startMs = 1_700_000_000_000

/** Timers that are not driven: nothing of what they do is in the scope. */
const undriven: readonly ApplianceTimer[] = ['scrub']

/** An input by a name of its own, made where it is not known what comes of it. */
export interface Given {
  readonly text: string
  readonly make: () => ApplianceInput
}

/** What comes of an input. */
export interface Reaction {
  readonly box: Box
  /** What was performed and is noticed outside, or told; links are called as before the step. */
  readonly effects: readonly ApplianceEffect[]
  /** How the box calls its links from now on, by the former names. */
  readonly renames: ReadonlyMap<string, string>
  /** What the core threw; '' = nothing. */
  readonly error: string
}

/**
 * All states of one appliance that were met, and what came of what was put into them. The core is a function of state and
 * input (DESIGN 1): the same input in the same state is worked out once, by the shipped driver over a copy of state and store.
 */
export class Boxes {
  readonly #config: ApplianceConfig
  readonly #known = new Map<string, Box>()
  readonly #reactions = new Map<string, Reaction>()
  readonly #aged = new Map<string, Box>()
  #steps = 0

  constructor(config: ApplianceConfig) {
    this.#config = config
  }

  /** How many different states were met. */
  get count(): number {
    return this.#known.size
  }

  /** How often the core was really asked. */
  get steps(): number {
    return this.#steps
  }

  /** A box that was never switched on, with an empty disk. */
  fresh(disk: CopyableStore): Box {
    const timers = new Map<ApplianceTimer, number>()
    return this.#intern({ nowMs: startMs, disk, memory: null, timers, ends: [], drawn: 0 }).box
  }

  /** So much later, with nothing having happened. */
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

  /** The box is given an input; with a crash point its process dies at it. */
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
    const disk = box.disk.copy()
    const random = new CountedRandom(this.#config.guid, box.drawn)
    const memory = box.memory === null ? new Map() : copyMemory(box.memory)
    const appliance = new Appliance(this.#config, disk, random, memory)
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
      carry(effect, timers, ends)
      effects.push(effect)
    }
    const store = dies === 'before-commit' ? dyingAtCommit(disk) : disk
    let error = ''
    try {
      new Driver({ appliance, store, perform }).handle([input], box.nowMs)
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

  /** The one box for all drafts that are the same state. */
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
    const running = memory === null ? null : { memory, timers: dueIn(timers, nowMs), ends }
    const text = `${drawn} ${diskText(disk, nowMs)} ${canonicalText(running, nowMs)}`
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
 * Whether anything can still come of the timer. The core lets the one of a link run on when somebody has said hello there, and
 * when it is closed; then it does nothing.
 */
function isAwaited(timer: ApplianceTimer, { memory, ends }: BoxDraft): boolean {
  const link = linkNamedIn(timer)
  if (link === undefined) return true
  if (!ends.includes(link)) return false
  const slice = memory?.get('link') as LinksInMemory | undefined
  return slice === undefined || slice.dialing === link || slice.links.get(link)?.stage === 'new'
}

/** What of the slice of `link/` is asked for here. */
interface LinksInMemory {
  readonly dialing: string | null
  readonly links: ReadonlyMap<string, { readonly stage: string }>
}

/** In the order in which they are due; of those due at once, by name. */
const dueIn = (timers: ReadonlyMap<string, number>, nowMs: number): unknown =>
  [...timers]
    .map(([name, atMs]) => [name, Math.max(0, atMs - nowMs)] as const)
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

/** The links that the carrier holds once it has this to tell. */
function endsWith(ends: readonly string[], input: ApplianceInput): string[] {
  if (input.kind === 'link-up' && input.side === 'accepted') return [...ends, input.link]
  if (input.kind === 'link-down' || input.kind === 'dial-failed')
    return ends.filter((end) => end !== input.link)
  return [...ends]
}

/** What the process itself keeps of an effect: its timers, its links. */
function carry(effect: ApplianceEffect, timers: Map<string, number>, ends: string[]): void {
  switch (effect.kind) {
    case 'set-timer':
      if (!undriven.includes(effect.timer)) timers.set(effect.timer, effect.atMs)
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

/** The process dies while it commits: nothing of the transaction is on the disk. */
const dyingAtCommit = (disk: CopyableStore): Store => ({
  ...disk,
  begin: () => disk.begin(),
  rollback: () => disk.rollback(),
  totals: () => disk.totals(),
  commit: () => {
    throw new ProcessDied()
  },
})
