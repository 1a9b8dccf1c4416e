import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunTold } from '@understudy/console'
import type { Report } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { programs } from '../lab/processes/programs.ts'
import { CommandError } from '../usage/errors.ts'

/** A rehearsal that left its report in a folder of `out/`. */
export interface RunLeft {
  readonly name: string
  readonly title: string
  readonly world: string
  readonly verdict: string
  readonly downtimeMs: number
  readonly atMs: number
}

export interface RunAsked {
  readonly runbook: string
  readonly world: 'real' | 'virtual'
  readonly lab?: string
  readonly seed?: string
  /** Whether people are asked, and may pause and skip (REH-04). */
  readonly attended: boolean
}

export interface RunPorts {
  /** The working folder, whose `out/` has the runs. */
  readonly folder: string
  /** The lab's own name, which a rehearsal is played on a copy of unless another is named. */
  readonly onEvent: (event: LabEvent) => void
  readonly tell: (run: RunTold) => void
}

const runName = /^[a-z0-9][\w.-]{0,120}$/i
const saidLinesMax = 200
const ticketMs = 60_000
const listMax = 100

/** Rehearsals from the console: each the command's own, as a process beside the lab; one at a time. */
export class Runs {
  readonly #ports: RunPorts
  readonly #tickets = new Map<string, { run: string; untilMs: number }>()
  #child: ChildProcess | undefined
  #run: RunTold | undefined
  #said: string[] = []

  constructor(ports: RunPorts) {
    this.#ports = ports
  }

  /** The one that runs, or ran last from here. */
  get latest(): RunTold | null {
    return this.#run ?? null
  }

  start({ runbook, world, lab, seed, attended }: RunAsked): RunTold {
    if (this.#child !== undefined) throw new CommandError('a rehearsal is running already')
    const id = `${runbook.replace(/[^a-z0-9-]/gi, '-')}-${world}-${randomBytes(3).toString('hex')}`
    const args = [
      ...['rehearse', runbook, '--world', world, '--out', join('out', id)],
      ...(lab === undefined ? [] : ['--lab', lab]),
      ...(seed === undefined ? [] : ['--seed', seed]),
      ...(attended ? ['--attended'] : []),
    ]
    const child = spawn(process.execPath, [programs.understudy(), ...args], {
      cwd: this.#ports.folder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
    })
    this.#child = child
    this.#said = []
    const run: RunTold = { id, runbook, world, state: 'running', exitCode: null, said: [] }
    this.#tell(run)
    child.on('message', (message: { event?: LabEvent }) => {
      if (message.event !== undefined) this.#ports.onEvent(message.event)
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    child.on('error', (error) => this.#hear(`${error.message}\n`))
    child.on('close', (code) => {
      this.#child = undefined
      this.#tell({ ...run, state: 'ended', exitCode: code ?? 1, said: this.#said })
    })
    return run
  }

  /** A person's word to the rehearsal that runs. */
  say(word: unknown): void {
    if (this.#child?.connected !== true) throw new CommandError('no rehearsal is running')
    this.#child.send({ person: word })
  }

  /** Brings the rehearsal to an orderly end; a second time at once. */
  stop(): void {
    if (this.#child === undefined) throw new CommandError('no rehearsal is running')
    this.#child.kill('SIGTERM')
  }

  /** The newest first. */
  list(): readonly RunLeft[] {
    const out = join(this.#ports.folder, 'out')
    if (!existsSync(out)) return []
    return readdirSync(out)
      .filter((name) => runName.test(name))
      .flatMap((name) => this.#left(name) ?? [])
      .sort((one, other) => other.atMs - one.atMs)
      .slice(0, listMax)
  }

  /** A browser opens a report by a link, which carries no header: a word that is good for a minute and for that report. */
  ticketFor(run: string): string {
    for (const [ticket, { untilMs }] of this.#tickets)
      if (untilMs < performance.now()) this.#tickets.delete(ticket)
    const ticket = randomBytes(24).toString('base64url')
    this.#tickets.set(ticket, { run, untilMs: performance.now() + ticketMs })
    return ticket
  }

  report(run: string, ticket: string): Buffer | undefined {
    const held = this.#tickets.get(ticket)
    if (held?.run !== run || held.untilMs < performance.now() || !runName.test(run))
      return undefined
    const file = join(this.#ports.folder, 'out', run, 'report.html')
    return existsSync(file) ? readFileSync(file) : undefined
  }

  /** Kills what runs: its lab ends with it. */
  end(): void {
    this.#child?.kill('SIGTERM')
  }

  #hear(text: string): void {
    this.#said.push(...text.split('\n').filter((line) => line !== ''))
    if (this.#said.length > saidLinesMax) this.#said = this.#said.slice(-saidLinesMax)
  }

  #tell(run: RunTold): void {
    this.#run = run
    this.#ports.tell(run)
  }

  #left(name: string): RunLeft | undefined {
    try {
      const file = join(this.#ports.folder, 'out', name, 'report.json')
      const { title, world, verdict, downtimeMs } = JSON.parse(readFileSync(file, 'utf8')) as Report
      return { name, title, world, verdict, downtimeMs, atMs: statSync(file).mtimeMs }
    } catch {
      return undefined
    }
  }
}
