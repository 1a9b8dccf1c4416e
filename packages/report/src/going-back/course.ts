import { compareVersions, type InstalledSoftware, type LabEvent } from '@understudy/shared'
import { PlaceWalk } from '../places.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { claimIn, firstLeadOf } from '../traffic.ts'
import { Holdings } from './holdings.ts'

/**
 * Follows a rehearsal for what going back would mean at each moment (UPD-10): which appliances still have the old
 * software, and how many acknowledged sessions the best of them lacks.
 */
export class Course {
  /** The site version that one would go back to. */
  readonly old: string
  /** When going back first lacked a session; null = never. */
  firstLostMs: number | null = null
  /** From when on it lacked how many: two lists, for it may change with every session. */
  readonly #changedAtMs: number[] = []
  readonly #missing: number[] = []
  /** When the last appliance with the old software began to be updated; null = one has it to the end. */
  untilMs: number | null = null
  untilStep = ''
  /** When the site's traffic first reached an appliance that was updated; null = never. */
  newerFromMs: number | null = null
  /** One of the old appliances began to be updated, or the site was led to one on which something was installed. */
  isAnythingChanged = false
  readonly #installed = new Set<string>()
  readonly #powerless = new Set<string>()
  /** When each appliance of the old software began to be updated. */
  readonly #begun = new Map<string, number>()
  readonly #candidates: readonly string[]
  readonly #left: Set<string>
  readonly #newer = new Set<string>()
  readonly #holdings: Holdings
  readonly #claim: ReturnType<typeof claimIn>
  #serving: readonly string[]

  constructor(
    events: readonly LabEvent[],
    versions: readonly (InstalledSoftware & { readonly appliance: string })[],
    first: InstalledSoftware & { readonly appliance: string },
  ) {
    this.old = first.site
    this.#candidates = versions
      .filter(({ base, site }) => base === first.base && site === first.site)
      .map(({ appliance }) => appliance)
    this.#left = new Set(this.#candidates)
    this.#holdings = new Holdings(
      events,
      versions.map(({ appliance }) => appliance),
    )
    this.#claim = claimIn(events)
    this.#serving = [first.appliance]
  }

  /** Before the windows begin nothing is judged, but who holds what has to be known. */
  observe(event: LabEvent): void {
    this.#holdings.take(event)
    this.#serving = this.#claim(event)?.claimants ?? this.#serving
  }

  take(event: LabEvent, step: string): void {
    this.observe(event)
    this.#noteSoftware(event)
    if (this.#serving.some((name) => this.#installed.has(name))) this.isAnythingChanged = true
    if (this.newerFromMs === null && this.#serving.some((name) => this.#newer.has(name)))
      this.newerFromMs = event.atMs
    if (this.untilMs !== null) return
    if (this.#left.size > 0) this.#noteMissing(event.atMs)
    else if (this.#begun.size > 0) {
      this.untilMs = event.atMs
      this.untilStep = step
    }
  }

  /** How many acknowledged sessions going back would have lacked at that moment. */
  missingAt(atMs: number): number {
    const last = this.#changedAtMs.findLastIndex((changedAtMs) => changedAtMs <= atMs)
    return this.#missing[last] ?? 0
  }

  /** Where one could go back to after that moment; if it is the very last one, where until then. Not to one that is without power at the end. */
  notUpdatedAt(atMs: number): string[] {
    const begunAt = (name: string) => this.#begun.get(name) ?? Infinity
    const later = this.#candidates.filter(
      (name) => begunAt(name) > atMs && !this.#powerless.has(name),
    )
    return later.length > 0 ? later : this.#candidates.filter((name) => begunAt(name) === atMs)
  }

  #noteSoftware(event: LabEvent): void {
    switch (event.name) {
      case 'update-started':
        this.#installed.add(event.source)
        if (this.#candidates.includes(event.source)) this.isAnythingChanged = true
        if (this.#left.delete(event.source)) this.#begun.set(event.source, event.atMs)
        return
      case 'update-finished':
        if (compareVersions(event.site, this.old) > 0) this.#newer.add(event.source)
        return
      case 'power-lost':
        this.#powerless.add(event.appliance)
        this.#left.delete(event.appliance)
        return
      case 'power-back': {
        const { appliance } = event
        this.#powerless.delete(appliance)
        if (this.#candidates.includes(appliance) && !this.#begun.has(appliance))
          this.#left.add(appliance)
        return
      }
      default:
        return
    }
  }

  #noteMissing(atMs: number): void {
    const missing = Math.min(...[...this.#left].map((name) => this.#holdings.missingOn(name)))
    if (missing === (this.#missing.at(-1) ?? 0)) return
    if (missing > 0) this.firstLostMs ??= atMs
    this.#changedAtMs.push(atMs)
    this.#missing.push(missing)
  }
}

/** Null = nothing was installed that the site was ever led to, or the stream does not say what was there at first. */
export function courseOf(rehearsal: Rehearsal): Course | null {
  const { events, all, readyAtMs } = rehearsal
  const versions = ofName(events, 'lab-ready')[0]?.versions ?? []
  const lead = firstLeadOf(rehearsal)
  const first = versions.find(({ appliance }) => appliance === lead) ?? versions[0]
  if (first === undefined) return null
  const course = new Course(events, versions, first)
  const walk = new PlaceWalk()
  for (const event of all) {
    const { step } = walk.next(event)
    if (event.atMs < readyAtMs) course.observe(event)
    else course.take(event, step)
  }
  return course.isAnythingChanged ? course : null
}
