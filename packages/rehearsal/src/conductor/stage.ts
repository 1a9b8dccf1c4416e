import {
  type AnyOperationName,
  type ApplianceName,
  type ConductorEvent,
  type InputOf,
  type LabCommand,
  type LabEvent,
  type OperationName,
  rosterOf,
} from '@understudy/shared'
import { Proofs } from '../purposes/proofs.ts'
import type { Actor } from '../runbook/schema.ts'
import type { ConductorEffect, ConductorInput, RehearsalPlan } from './contract.ts'
import { noteOf } from './event-notes.ts'
import { People } from './wishes.ts'

/**
 * A part of a rehearsal that takes time: a generator that gets each input where it yields. Sequential work reads
 * sequentially and stays pure: no promise, no clock.
 */
export type Task<T> = Generator<undefined, T, ConductorInput>

/** What all tasks of one rehearsal share: the plan, the time, and the effects of the current input. */
export class Stage {
  readonly plan: RehearsalPlan
  readonly proofs: Proofs
  readonly people: People
  nowMs = 0
  #effects: ConductorEffect[] = []
  #notes: string[] = []
  readonly #warned = new Set<string>()
  readonly #given = new Map<string, string>()
  readonly #off = new Set<ApplianceName>()
  readonly #endings = new Map<ApplianceName, number>()
  #announced: number | null = null
  /** All client software has been removed, so that an update strands nobody (UPD-08). */
  areClientsRemoved = false
  #calls = 0
  #timers = 0

  constructor(plan: RehearsalPlan) {
    this.plan = plan
    this.proofs = new Proofs(plan)
    this.people = new People(plan.attended === true)
  }

  /**
   * Asks whoever the operation belongs to; the answer comes as an input under the returned name. `keepAs`: how the file
   * that it gives is kept.
   */
  ask<K extends AnyOperationName>(
    who: Actor,
    operation: K,
    input: InputOf<K>,
    keepAs?: string,
  ): string {
    if (who === 'network' || who === 'clients')
      return this.command(who, { kind: operation, input } as LabCommand)
    const call = this.#nextCall()
    this.#effects.push({
      kind: 'invoke',
      call,
      appliance: who,
      operation: operation as OperationName,
      input,
      ...(keepAs === undefined ? {} : { keepAs }),
    })
    return call
  }

  command(to: 'network' | 'clients', command: LabCommand): string {
    const call = this.#nextCall()
    this.#effects.push({ kind: 'command', call, to, command })
    return call
  }

  /** Every timer has a name of its own: one that fires after it was cleared is ignored. */
  setTimer(afterMs: number): string {
    this.#timers += 1
    const timer = `t${this.#timers}`
    this.#effects.push({ kind: 'set-timer', timer, atMs: this.nowMs + afterMs })
    return timer
  }

  clearTimer(timer: string): void {
    this.#effects.push({ kind: 'clear-timer', timer })
  }

  record(event: ConductorEvent): void {
    this.#effects.push({ kind: 'record', event })
  }

  /** Whether this is the first time in the rehearsal that this is said: one warning is enough. */
  isFirst(code: string): boolean {
    if (this.#warned.has(code)) return false
    this.#warned.add(code)
    return true
  }

  /** A file for whoever reads the report. */
  keep(file: string, text: string): void {
    this.#effects.push({ kind: 'keep', file, text })
  }

  /** That step has given a file, which is kept under that name. */
  noteGiven(step: string, file: string): void {
    this.#given.set(step, file)
  }

  /** The file that the step has given; undefined = none. */
  givenBy(step: string): string | undefined {
    return this.#given.get(step)
  }

  /** A warning has announced that this many records will be lost. */
  noteAnnounced(count: number): void {
    this.#announced = Math.max(this.announced, count)
  }

  /** Whether a warning has announced as many, or more. */
  hasAnnounced(count: number): boolean {
    return this.#announced !== null && this.#announced >= count
  }

  /** The greatest number of records that a warning has announced as lost; 0 = none has. */
  get announced(): number {
    return this.#announced ?? 0
  }

  finish(outcome: 'completed' | 'stopped', reason: string): void {
    this.record({ name: 'rehearsal-ended', outcome, reason })
    this.#effects.push({ kind: 'finished', outcome, reason })
  }

  /** The appliances that somebody who asks around asks: not those that were seen to go without power. */
  get askable(): readonly ApplianceName[] {
    return rosterOf(this.plan.lab).filter((name) => !this.#off.has(name))
  }

  /** How often the appliance has gone down because somebody asked it to. */
  endingsOf(appliance: ApplianceName): number {
    return this.#endings.get(appliance) ?? 0
  }

  /** Notes what the event means for the evidence of the current step, and what it proves. */
  observe(event: LabEvent): void {
    this.proofs.observe(event)
    if (event.name === 'power-lost') this.#off.add(event.appliance)
    if (event.name === 'appliance-started') this.#off.delete(event.source)
    if (event.name === 'appliance-ending')
      this.#endings.set(event.source, this.endingsOf(event.source) + 1)
    const note = noteOf(event)
    if (note !== undefined) this.#notes.push(note)
  }

  /** What was observed since the last call. */
  takeNotes(): readonly string[] {
    const notes = this.#notes
    this.#notes = []
    return notes
  }

  takeEffects(): readonly ConductorEffect[] {
    const effects = this.#effects
    this.#effects = []
    return effects
  }

  #nextCall(): string {
    this.#calls += 1
    return `c${this.#calls}`
  }
}
