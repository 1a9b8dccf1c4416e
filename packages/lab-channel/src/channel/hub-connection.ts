import type { Socket } from 'node:net'
import {
  type ClockState,
  canonicalHost,
  type Epoch,
  type EventBody,
  type FromHub,
  type LabCommand,
  type LabEvent,
  type NetworkMap,
  type Outcome,
  parseJson,
  readFromHub,
  refusal,
  refused,
  type ToHub,
  unreachable,
} from '@understudy/shared'
import { monotonicMs } from '../clock/monotonic.ts'
import { PacingClock } from '../clock/pacing-clock.ts'
import { encodeLine, type LineDecoder } from '../codec/lines.ts'
import { IdleReporter } from '../idle/idle-reporter.ts'
import { type CountedSocket, Passages } from '../idle/passages.ts'
import { QuietTurns } from '../idle/quiet-turns.ts'
import type { DoorOptions, JoinOptions, LabChannel, Work } from '../lab-channel.ts'
import { loopback } from '../places/loopback.ts'
import { PendingCommands } from './pending-commands.ts'

type Welcome = Extract<FromHub, { type: 'welcome' }>

interface Handlers {
  conflict?: (address: string, others: readonly string[]) => void
  claimRefused?: (address: string, highest: Epoch) => void
  siteRoute?: (leadsHere: boolean) => void
  powerLost?: () => void
  event?: (event: LabEvent) => void
  command?: (id: string, from: string, command: LabCommand) => void
  lost?: () => void
}

/** The lab channel over one TCP connection to the hub. */
export class HubConnection implements LabChannel {
  readonly map: NetworkMap
  readonly doorHost: string
  readonly #socket: Socket
  readonly #decoder: LineDecoder
  readonly #name: string
  readonly #doors: Welcome['doors']
  readonly #clock: PacingClock
  /** This process's monotonic clock minus the hub's; 0 where they share one. */
  readonly #behindMs: number
  readonly #idle: IdleReporter
  readonly #passages = new Passages()
  readonly #handlers: Handlers = {}
  readonly #commands = new PendingCommands()
  #over = false

  /** `rest`: the lines that came with the welcome. */
  constructor(
    { name, counts = false, silenceMsMax }: Pick<JoinOptions, 'name' | 'counts' | 'silenceMsMax'>,
    socket: Socket,
    decoder: LineDecoder,
    welcome: Welcome,
    rest: readonly string[],
  ) {
    this.#name = name
    this.map = welcome.network
    this.doorHost = socket.remoteAddress ?? loopback.host
    this.#socket = socket
    this.#decoder = decoder
    this.#doors = welcome.doors
    this.#idle = new IdleReporter({
      send: (message) => this.#send(message),
      nextAtMs: () => this.#clock.nextAtMs(),
      ...(counts ? { passages: this.#passages } : {}),
    })
    // The time the welcome took to arrive is the error of every time this process reads.
    this.#behindMs = welcome.monotonicMs === undefined ? 0 : monotonicMs() - welcome.monotonicMs
    this.#clock = new PacingClock(this.#ownState(welcome.clock), (fired) =>
      this.#idle.timersChanged(fired),
    )
    this.#idle.received()
    socket.on('error', () => undefined)
    socket.on('close', () => this.#lose())
    if (silenceMsMax !== undefined) this.#endAfterSilence(silenceMsMax)
    socket.pause()
    // The process that joined registers its handlers first.
    setImmediate(() => this.#listen(rest))
  }

  get clock(): PacingClock {
    return this.#clock
  }

  get work(): Work {
    return this.#idle
  }

  doorTo(host: string, options: DoorOptions = {}): number | undefined {
    const { port = this.map.tlsPort, origin = this.#name } = options
    if (port !== this.map.tlsPort) return undefined
    const own = options.origin === undefined ? Object.values(this.#doors)[0] : undefined
    const doors = Object.hasOwn(this.#doors, origin) ? this.#doors[origin] : own
    const name = canonicalHost(host)
    return doors !== undefined && Object.hasOwn(doors, name) ? doors[name] : undefined
  }

  watch(socket: CountedSocket, stream?: Socket): void {
    if (socket.connecting) this.#countDial(socket)
    this.#passages.watch(socket)
    if (stream === undefined) return
    if (socket.connecting) socket.once('connect', () => this.#passages.carry(stream))
    else this.#passages.carry(stream)
  }

  carry(stream: Socket): void {
    this.#passages.carry(stream)
  }

  record(event: EventBody): void {
    this.#send({ type: 'event', atMs: this.#clock.nowMs(), event })
  }

  listens(address: string, port: number): void {
    this.#send({ type: 'listens', address, port })
  }

  claim(address: string, epoch: Epoch): void {
    this.#send({ type: 'claim', address, epoch })
  }

  release(address: string): void {
    this.#send({ type: 'release', address })
  }

  onConflict(handler: (address: string, others: readonly string[]) => void): void {
    this.#handlers.conflict = handler
  }

  onClaimRefused(handler: (address: string, highest: Epoch) => void): void {
    this.#handlers.claimRefused = handler
  }

  onSiteRoute(handler: (leadsHere: boolean) => void): void {
    this.#handlers.siteRoute = handler
  }

  onPowerLost(handler: () => void): void {
    this.#handlers.powerLost = handler
  }

  onEvent(handler: (event: LabEvent) => void): void {
    this.#handlers.event = handler
  }

  onCommand(handler: (id: string, from: string, command: LabCommand) => void): void {
    this.#handlers.command = handler
  }

  onLost(handler: () => void): void {
    this.#handlers.lost = handler
  }

  answer(id: string, result: Outcome<unknown>): void {
    this.#send({ type: 'result', id, result })
  }

  command(to: string, command: LabCommand): Promise<Outcome<unknown>> {
    if (this.#over) return Promise.resolve(refused(refusal('left-the-lab', { who: 'the network' })))
    return this.#commands.issue((id) => this.#send({ type: 'command', id, to, command }))
  }

  close(): void {
    if (this.#over) {
      this.#clock.stop()
      return
    }
    this.#over = true
    this.#idle.stop()
    this.#clock.stop()
    this.#socket.end()
    this.#commands.failAll('this process')
  }

  #countDial(socket: CountedSocket): void {
    let isCounted = true
    const end = (): void => {
      if (isCounted) this.#idle.end()
      isCounted = false
    }
    this.#idle.begin()
    socket.once('connect', () => setImmediate(end))
    socket.once('close', end)
  }

  #send(message: ToHub): void {
    if (!this.#over) this.#socket.write(encodeLine(message))
  }

  /** Pulling a cable ends no connection: a process that hears nothing for this long has lost the hub. */
  #endAfterSilence(silenceMsMax: number): void {
    let heardAtMs = monotonicMs()
    const hear = (): void => {
      heardAtMs = monotonicMs()
    }
    const timer = setInterval(() => {
      const before = heardAtMs
      if (monotonicMs() - before < silenceMsMax) return
      // A process that was paused must first read what came meanwhile before it believes in silence.
      new QuietTurns(() => heardAtMs === before && this.#socket.destroy()).poke()
    }, silenceMsMax / 4).unref()
    this.#socket.on('data', hear).on('close', () => clearInterval(timer))
  }

  #listen(rest: readonly string[]): void {
    this.#receive(() => rest)
    this.#socket.on('data', (chunk: Buffer) => this.#receive(() => this.#decoder.push(chunk)))
    this.#socket.resume()
  }

  #receive(lines: () => readonly string[]): void {
    for (const message of this.#messagesOf(lines)) {
      if (this.#over) return
      if (message.type !== 'clock' && message.type !== 'beat') this.#idle.received()
      this.#dispatch(message)
    }
  }

  /** Anything a hub would not send ends the channel, but not the process (SEC-03). */
  #messagesOf(lines: () => readonly string[]): readonly FromHub[] {
    const messages: FromHub[] = []
    try {
      for (const line of lines()) {
        const read = readFromHub(parseJson(line))
        if (!read.ok) throw new Error(`no message of the hub: ${read.problem.kind}`)
        messages.push(read.message)
      }
      return messages
    } catch {
      this.#socket.destroy()
      return []
    }
  }

  #dispatch(message: FromHub): void {
    switch (message.type) {
      case 'clock':
        this.#takeTime(message)
        break
      case 'beat':
        this.#send({ type: 'here' })
        break
      case 'event':
        this.#handlers.event?.(message.event)
        break
      case 'conflict':
        this.#handlers.conflict?.(message.address, message.others)
        break
      case 'claim-refused':
        this.#handlers.claimRefused?.(message.address, message.highest)
        break
      case 'site-route':
        this.#handlers.siteRoute?.(message.leadsHere)
        break
      case 'power-lost':
        this.#handlers.powerLost?.()
        break
      case 'command':
        this.#dispatchCommand(message.id, message.from, message.command)
        break
      case 'result':
        this.#commands.settle(message.id, message.result)
        break
      // `prepare` is answered by the idle reporter, which has counted it.
      case 'prepare':
      case 'welcome':
      case 'rejected':
        break
      default:
        unreachable(message)
    }
  }

  #takeTime({ clock, hold }: Extract<FromHub, { type: 'clock' }>): void {
    if (hold !== true) {
      this.#clock.jump(this.#ownState(clock))
      return
    }
    this.#clock.hold(this.#ownState(clock))
    this.#send({ type: 'held' })
  }

  #ownState(clock: ClockState): ClockState {
    if (this.#behindMs === 0) return clock
    return { ...clock, originMonotonicMs: clock.originMonotonicMs + this.#behindMs }
  }

  #dispatchCommand(id: string, from: string, command: LabCommand): void {
    const handler = this.#handlers.command
    if (handler !== undefined) handler(id, from, command)
    else this.answer(id, refused(refusal('unknown-operation', { operation: command.kind })))
  }

  #lose(): void {
    if (this.#over) return
    this.#over = true
    this.#idle.stop()
    this.#commands.failAll('the lab channel is lost')
    this.#handlers.lost?.()
  }
}
