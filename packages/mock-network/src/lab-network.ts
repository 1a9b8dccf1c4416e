import type { Socket } from 'node:net'
import { monotonicClockId, monotonicMs, placeOf } from '@understudy/lab-channel'
import {
  CommandRouter,
  DoorLedger,
  HubServer,
  LabPacer,
  type NetworkReply,
  type Participant,
  Participants,
} from '@understudy/lab-channel/hub'
import { type NetworkEffect, NetworkModel, record } from '@understudy/network-model'
import {
  createRandom,
  type DoorsByOrigin,
  type LabCommand,
  type Outcome,
  type ToHub,
  unreachable,
  updateServerHost,
} from '@understudy/shared'
import { ModelAlarm } from './clock/model-alarm.ts'
import { Dialer, type Listener } from './dialling/dialer.ts'
import { type DoorPorts, noDoors } from './door-ports.ts'
import { EffectCarrier } from './effect-carrier.ts'
import type { EnterResult } from './entrances/enter.ts'
import { doorHosts, doorPort } from './forwarders/door-hosts.ts'
import { DoorKeeper } from './forwarders/doors.ts'
import { Traffic } from './forwarders/traffic.ts'
import { AddressPorts } from './hub/address-ports.ts'
import { mayHave } from './hub/address-rights.ts'
import { joinObjection } from './hub/join-objection.ts'
import { networkCommand, passedToUpdateServer } from './hub/network-commands.ts'
import { Power } from './hub/power.ts'
import { Reboots } from './hub/reboots.ts'
import type { LabNetworkOptions } from './lab-network-options.ts'
import { networkMeasures } from './metrics/network-measures.ts'
import { type OpenDoorsOptions, OutsideDoors } from './outside-doors.ts'
import { Sinks } from './sinks/sinks.ts'
import { ClockFile } from './state/clock-file.ts'
import { StateFile } from './state/state-file.ts'

/** A participant that leaves this many beats unanswered counts as silent. */
const silentBeats = 3

/** The factor for a lab that would skip but whose machines share no monotonic clock. */
const factorApart = 60

/** A lab's mock network: the pure model on real sockets, with hub and lab clock. */
export class LabNetwork {
  readonly measures = () => networkMeasures(this.#model, this.#pacer)
  readonly #options: LabNetworkOptions
  readonly #clockId = monotonicClockId()
  readonly #participants = new Participants()
  readonly #ledger = new DoorLedger()
  readonly #ports = new AddressPorts()
  readonly #model: NetworkModel
  readonly #pacer: LabPacer
  readonly #traffic: Traffic
  readonly #doors: DoorKeeper
  readonly #carrier: EffectCarrier
  readonly #alarm: ModelAlarm
  readonly #router: CommandRouter
  readonly #server: HubServer
  readonly #dialer: Dialer
  readonly #offices: ReadonlySet<string>
  readonly #stateFile: StateFile | undefined
  readonly #clockFile: ClockFile | undefined
  readonly #power: Power
  readonly #sinks: Sinks
  readonly #reboots = new Reboots()
  #beat: NodeJS.Timeout | undefined
  #outside: OutsideDoors | undefined
  #stopped = false

  constructor(options: LabNetworkOptions) {
    const { lab, participants: awaited, seed } = options
    this.#options = options
    this.#offices = new Set(lab.network.offices.map((office) => office.name))
    this.#model = new NetworkModel(lab.network, createRandom(seed).fork('network'))
    if (options.stateFile !== undefined) {
      this.#stateFile = new StateFile(options.stateFile, this.#model, options.log)
    }
    this.#clockFile = ClockFile.of(options)
    const startsAtMs = this.#clockFile?.startsAtMs(lab.startsAtMs) ?? lab.startsAtMs
    this.#pacer = new LabPacer(
      {
        mode: lab.clock,
        startsAtMs,
        awaited,
        isOrdered: options.place !== 'containers',
        agrees: (name) => this.#ledger.agrees(name),
      },
      {
        isMoving: () => this.#traffic.isMoving || this.#sinks.isBusy,
        ask: (name) => this.#participants.send(name, { type: 'prepare' }),
        tell: (name, clock) => this.#participants.send(name, { type: 'clock', clock }),
        holdAll: (clock) => this.#participants.sendAll({ type: 'clock', clock, hold: true }, []),
        tellAll: (clock, first) => this.#participants.sendAll({ type: 'clock', clock }, first),
      },
    )
    this.#clockFile?.follow(() => this.#pacer.nowMs())
    this.#power = new Power(
      (name) => this.#model.hasPower(name),
      // Until it has joined again it is busy: it is starting.
      (name) => {
        if (this.#participants.get(name) === undefined) this.#pacer.barrier.join(name)
      },
    )
    const time = this.#pacer.timers
    this.#traffic = new Traffic({
      moved: (host) => this.#pacer.moved(this.#participantOf(host)),
      toxicsOf: (from, to) => this.#model.toxicsOf(from, to),
      connected: (appliance, socket, origin) => {
        const sink = this.#sinks.at(appliance)
        if (sink === undefined) this.#ledger.opened(appliance, socket)
        else sink.connected(origin, socket)
      },
      noteHit: (fault) => this.#noteHit(fault),
      troubleOf: ({ origin, appliance, address, via }) => ({
        heartbeat: this.#offices.has(origin) ? lab.network.heartbeat : null,
        isCarried: () =>
          this.#model.carriesFrom(origin, appliance) && this.#model.carriesFrom(appliance, origin),
        meets: () => this.#model.meets(origin, { address, via }, this.#pacer.nowMs()),
      }),
      time,
      random: createRandom(seed).fork('traffic'),
      unansweredMax: options.unansweredMax,
    })
    this.#dialer = new Dialer({
      model: this.#model,
      traffic: this.#traffic,
      time,
      perform: (effects) => this.#perform(effects),
      listenerOf: (appliance, address) => this.#listenerOf(appliance, address),
    })
    this.#doors = new DoorKeeper(
      doorHosts(lab.network),
      (origin, host, client) => {
        this.#ledger.opened(this.#participantOf(origin), client)
        this.#dialer.join(origin, host, doorPort(lab.network, host), client)
      },
      placeOf(options.place).host,
    )
    this.#carrier = new EffectCarrier(
      this.#participants,
      this.#traffic,
      () => this.#pacer.nowMs(),
      (appliance) => this.#power.isBack(appliance),
    )
    this.#alarm = new ModelAlarm(this.#model, this.#pacer.timers, () =>
      this.#perform(this.#model.wake(this.#pacer.nowMs())),
    )
    this.#sinks = new Sinks({
      deliver: (command) => this.#done(command),
      changed: () => this.#pacer.poke(),
    })
    this.#router = new CommandRouter(this.#participants, (command) => this.#command(command))
    this.#server = this.#createServer()
  }

  /** Opens the hub and resolves with its port. */
  async listen(port: number): Promise<number> {
    await this.#sinks.listen()
    const { beatMs = this.#options.place === 'containers' ? 2_000 : undefined } = this.#options
    if (beatMs !== undefined) this.#beat = setInterval(() => this.#askAll(), beatMs)
    return this.#server.listen(port, placeOf(this.#options.place).host)
  }

  /** Which doors for programs from outside are open. */
  get doorPorts(): DoorPorts {
    return this.#outside ?? noDoors
  }

  /**
   * Opens the doors for programs from outside (NET-04, NET-08, NET-10). `preferred`: ports for doors that the lab file
   * gives none, used if free. Rejects if a port from the lab file is taken.
   */
  async openDoors(options: OpenDoorsOptions = {}): Promise<DoorPorts> {
    this.#outside = new OutsideDoors({
      ...options,
      host: placeOf(this.#options.place).host,
      network: this.#options.lab.network,
      model: this.#model,
      dialer: this.#dialer,
      seed: this.#options.seed,
      log: this.#options.log,
      nowMs: () => this.#pacer.nowMs(),
      perform: (effects) => this.#perform(effects),
    })
    await this.#outside.start()
    return this.#outside
  }

  /** How often the lab clock has jumped. */
  get jumpCount(): number {
    return this.#pacer.jumpCount
  }

  /** Closes every listener and connection. Idempotent. */
  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#perform(this.#model.endLab())
    clearInterval(this.#beat)
    this.#outside?.stop()
    this.#clockFile?.stop(this.#pacer.nowMs())
    this.#pacer.stop()
    this.#doors.stop()
    this.#server.stop()
    this.#traffic.stop()
    this.#sinks.stop()
  }

  /** Dials from that host of the lab for a program from outside (NET-08), as an `Enter` does. */
  enter(origin: string, host: string, port: number, client: Socket): Promise<EnterResult> {
    return this.#dialer.enter(origin, host, port, client)
  }

  #createServer(): HubServer {
    const { lab, token, log } = this.#options
    return new HubServer({
      token,
      log,
      objection: (config) => joinObjection(config, lab.network, this.#present),
      doorsOf: async (name) => {
        await this.#power.of(name)
        return this.#doors.doorsOf(this.#originsOf(name))
      },
      sent: (name) => this.#pacer.barrier.sent(name),
      joined: (participant, doors) => this.#joined(participant, doors),
      said: (participant, message) => this.#said(participant, message),
      left: (participant) => this.#left(participant),
    })
  }

  /** A silent participant does not block its name: its cable was pulled, and now it is back and joins again. */
  get #present(): readonly string[] {
    const { names } = this.#participants
    const unanswered = (name: string): number => this.#participants.get(name)?.unansweredBeats ?? 0
    return names.filter((name) => unanswered(name) < silentBeats)
  }

  #askAll(): void {
    for (const name of this.#participants.names) {
      const participant = this.#participants.get(name)
      if (participant !== undefined) participant.unansweredBeats++
      participant?.send({ type: 'beat' })
    }
  }

  #perform(effects: readonly NetworkEffect[]): void {
    // Saved before anybody is answered, so that nothing confirmed is ever lost.
    this.#stateFile?.follow(effects)
    this.#carrier.perform(effects)
    this.#alarm.follow()
  }

  #command(command: LabCommand): NetworkReply {
    const passed = passedToUpdateServer(this.#model, command)
    if (passed !== undefined) return passed
    return { kind: 'answer', result: this.#done(command) }
  }

  #done(command: LabCommand): Outcome<unknown> {
    const nowMs = this.#pacer.nowMs()
    const { result, effects } = networkCommand(this.#model, this.doorPorts, command, nowMs)
    this.#perform(effects)
    return result
  }

  #noteHit(fault: string): void {
    this.#model.noteHit(fault)
    this.#outside?.noteHit(fault)
  }

  #listenerOf(appliance: string, address: string | null): Listener | undefined {
    const sink = this.#sinks.at(appliance)
    if (sink !== undefined) return sink.listener
    const { host, config } = this.#participants.get(appliance) ?? {}
    const ofAddress = address === null ? undefined : this.#ports.of(appliance, address)
    const port = ofAddress ?? config?.port ?? undefined
    return host === undefined || port === undefined ? undefined : { host, port }
  }

  /** The process that a host's bytes come from: every office belongs to `clients`. */
  #participantOf(origin: string): string {
    return this.#offices.has(origin) ? 'clients' : origin
  }

  /** The hosts that a process dials from. */
  #originsOf(participant: string): readonly string[] {
    // The update server is asked, and dials nobody.
    if (participant === updateServerHost) return []
    return participant === 'clients' ? [...this.#offices] : [participant]
  }

  #joined(participant: Participant, doors: DoorsByOrigin): void {
    const { name, kind, clockId } = participant.config
    this.#options.log.info({ participant: name, kind }, 'joined')
    const silent = this.#participants.get(name)
    if (silent !== undefined) {
      this.#left(silent)
      silent.dismiss()
    }
    this.#participants.add(participant)
    this.#ledger.joined(name)
    if (this.#originsOf(name).includes(name)) this.#model.introduce(name)
    // Observers only watch: the clock does not wait for them.
    if (kind !== 'observer') this.#pacer.barrier.join(name)
    const { siteHostname, sharedAddress, tlsPort, appliances } = this.#options.lab.network
    const network = { siteHostname, sharedAddress, tlsPort, appliances }
    const isApart = clockId !== undefined && clockId !== this.#clockId
    const apart = isApart ? { monotonicMs: monotonicMs() } : {}
    participant.send({ type: 'welcome', clock: this.#pacer.state, ...apart, network, doors })
    // Observers only read the time, and nothing waits for them.
    if (isApart && kind !== 'observer') this.#runApart(name)
    if (kind !== 'appliance') return
    participant.send({ type: 'site-route', leadsHere: this.#model.siteLeadsHere(name) })
  }

  #runApart(participant: string): void {
    if (!this.#pacer.stopSkipping(factorApart)) return
    this.#perform([record({ name: 'clocks-apart', participant, factor: factorApart })])
  }

  #left(participant: Participant): void {
    const { name, kind } = participant.config
    if (this.#participants.get(name) !== participant) return
    this.#options.log.info({ participant: name, kind }, 'left')
    this.#participants.remove(participant)
    this.#ledger.left(name)
    this.#ports.forget(name)
    this.#pacer.leave(name)
    // As one whose power is back, it is busy until it has joined again.
    if (this.#reboots.takeBack(name)) this.#pacer.barrier.join(name)
    this.#router.left(participant)
    if (kind === 'appliance' || kind === 'witness')
      this.#perform(this.#model.hostDown(name, this.#pacer.nowMs()))
  }

  #said(participant: Participant, message: Exclude<ToHub, { type: 'join' }>): void {
    const { name } = participant.config
    participant.unansweredBeats = 0
    this.#pacer.poke()
    switch (message.type) {
      case 'idle':
        this.#ledger.told(name, message)
        this.#pacer.barrier.idle(name, message.seen, message.nextAtMs)
        break
      case 'held':
        this.#pacer.held(name)
        break
      case 'busy':
        this.#pacer.barrier.busy(name)
        break
      case 'here':
        break
      case 'event':
        this.#reboots.note(name, message.event)
        this.#participants.tell(name, message.atMs, message.event)
        break
      case 'listens':
        if (this.#mayHave(name, message.address))
          this.#ports.note(name, message.address, message.port)
        break
      case 'claim':
        if (!this.#mayHave(name, message.address)) break
        this.#perform(this.#model.claim(name, message.address, message.epoch, this.#pacer.nowMs()))
        break
      case 'release':
        this.#perform(this.#model.release(name, message.address, this.#pacer.nowMs()))
        break
      case 'command':
        this.#router.command(participant, message.id, message.to, message.command)
        break
      case 'result':
        this.#router.result(participant, message.id, message.result)
        break
      default:
        unreachable(message)
    }
  }

  #mayHave(name: string, address: string): boolean {
    const may = mayHave(this.#options.lab.network, name, address)
    if (!may)
      this.#options.log.warn({ participant: name, address }, 'claim of a foreign address refused')
    return may
  }
}
