import type { Socket } from 'node:net'
import {
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
import { PacingClock } from '../clock/pacing-clock.ts'
import { encodeLine, type LineDecoder } from '../codec/lines.ts'
import { IdleReporter } from '../idle/idle-reporter.ts'
import type { DoorOptions, LabChannel, Work } from '../lab-channel.ts'
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
  readonly #socket: Socket
  readonly #decoder: LineDecoder
  readonly #name: string
  readonly #doors: Welcome['doors']
  readonly #clock: PacingClock
  readonly #idle: IdleReporter
  readonly #handlers: Handlers = {}
  readonly #commands = new PendingCommands()
  #over = false

  /** `rest`: the lines that came together with the welcome. */
  constructor(
    name: string,
    socket: Socket,
    decoder: LineDecoder,
    welcome: Welcome,
    rest: readonly string[],
  ) {
    this.#name = name
    this.map = welcome.network
    this.#socket = socket
    this.#decoder = decoder
    this.#doors = welcome.doors
    this.#idle = new IdleReporter({
      send: (message) => this.#send(message),
      nextAtMs: () => this.#clock.nextAtMs(),
    })
    this.#clock = new PacingClock(welcome.clock, (fired) => this.#idle.timersChanged(fired))
    this.#idle.received()
    socket.on('error', () => undefined)
    socket.on('close', () => this.#lose())
    socket.pause()
    // Whoever joined registers its handlers first.
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

  record(event: EventBody): void {
    this.#send({ type: 'event', atMs: this.#clock.nowMs(), event })
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

  #send(message: ToHub): void {
    if (!this.#over) this.#socket.write(encodeLine(message))
  }

  #listen(rest: readonly string[]): void {
    this.#receive(() => rest)
    this.#socket.on('data', (chunk: Buffer) => this.#receive(() => this.#decoder.push(chunk)))
    this.#socket.resume()
  }

  #receive(lines: () => readonly string[]): void {
    for (const message of this.#messagesOf(lines)) {
      if (this.#over) return
      if (message.type !== 'clock') this.#idle.received()
      this.#dispatch(message)
    }
  }

  /** Whatever is no hub's talk ends the channel, but not the process (SEC-03). */
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
        this.#clock.jump(message.clock)
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
      // What `prepare` asks is answered by the idle reporter, which has counted it.
      case 'prepare':
      case 'welcome':
      case 'rejected':
        break
      default:
        unreachable(message)
    }
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
