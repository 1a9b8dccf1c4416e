import type { Socket } from 'node:net'
import { createRandom, type ToHub, unreachable } from '@understudy/shared'
import type { Logger } from 'pino'
import { NetworkModel } from '../model/index.ts'
import { LabPacer } from './clock/lab-pacer.ts'
import type { NetworkConfig } from './config/network-config.ts'
import { EffectCarrier } from './effect-carrier.ts'
import { DoorKeeper, type Doors } from './forwarders/doors.ts'
import { Traffic } from './forwarders/traffic.ts'
import { CommandRouter } from './hub/command-router.ts'
import { HubServer } from './hub/hub-server.ts'
import { joinObjection } from './hub/join-objection.ts'
import { networkCommand } from './hub/network-commands.ts'
import type { Participant } from './hub/participant.ts'
import { Participants } from './hub/participants.ts'

export interface LabNetworkOptions {
  readonly lab: NetworkConfig['lab']
  /** Who must have joined once before the clock jumps for the first time. */
  readonly participants: readonly string[]
  readonly seed: string
  readonly token: string
  readonly log: Logger
}

/** The mock network of a lab: the pure model, carried by real sockets, with hub and lab clock. */
export class LabNetwork {
  readonly #options: LabNetworkOptions
  readonly #participants = new Participants()
  readonly #model: NetworkModel
  readonly #pacer: LabPacer
  readonly #traffic: Traffic
  readonly #doors: DoorKeeper
  readonly #carrier: EffectCarrier
  readonly #router: CommandRouter
  readonly #server: HubServer
  #stopped = false

  constructor(options: LabNetworkOptions) {
    const { lab, participants: awaited, seed } = options
    this.#options = options
    this.#model = new NetworkModel(lab.network, createRandom(seed).fork('network'))
    this.#pacer = new LabPacer(
      { mode: lab.clock, startsAtMs: lab.startsAtMs, awaited },
      {
        isMoving: () => this.#traffic.isMoving,
        ask: (name) => this.#participants.send(name, { type: 'prepare' }),
        tell: (name, clock) => this.#participants.send(name, { type: 'clock', clock }),
        tellAll: (clock, first) => this.#participants.sendAll({ type: 'clock', clock }, first),
      },
    )
    this.#traffic = new Traffic((name) => this.#pacer.moved(name))
    this.#doors = new DoorKeeper(addressesOf(lab), (source, address, client) =>
      this.#enter(source, address, client),
    )
    this.#carrier = new EffectCarrier(this.#participants, this.#traffic, () => this.#pacer.nowMs())
    this.#router = new CommandRouter(this.#participants, (command) => {
      const { result, effects } = networkCommand(this.#model, this.#hosts(), command)
      this.#carrier.perform(effects)
      return result
    })
    this.#server = this.#createServer()
  }

  /** Opens the hub and resolves with its port. */
  listen(port: number): Promise<number> {
    return this.#server.listen(port)
  }

  /** How often the lab clock has jumped. */
  get jumpCount(): number {
    return this.#pacer.jumpCount
  }

  /** Closes every listener and connection. Idempotent. */
  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#pacer.stop()
    this.#doors.stop()
    this.#server.stop()
    this.#traffic.stop()
  }

  #createServer(): HubServer {
    const { lab, token, log } = this.#options
    return new HubServer({
      token,
      log,
      objection: (config) => joinObjection(config, lab.network, this.#participants.names),
      doorsOf: (name) => this.#doors.doorsOf(name),
      sent: (name) => this.#pacer.barrier.sent(name),
      joined: (participant, doors) => this.#joined(participant, doors),
      said: (participant, message) => this.#said(participant, message),
      left: (participant) => this.#left(participant),
    })
  }

  #enter(source: string, address: string, client: Socket): void {
    const route = this.#model.route(source, address)
    const appliance = route.kind === 'to' ? route.appliance : undefined
    const port = appliance && this.#participants.get(appliance)?.config.port
    if (appliance && port) this.#traffic.open(client, { source, address, appliance, port })
    else this.#traffic.swallow(client, source)
  }

  #joined(participant: Participant, doors: Doors): void {
    const { name, kind } = participant.config
    this.#options.log.info({ participant: name, kind }, 'joined')
    this.#participants.add(participant)
    // Observers look on: the clock does not wait for them.
    if (kind !== 'observer') this.#pacer.barrier.join(name)
    const { siteHostname, sharedAddress, tlsPort, appliances } = this.#options.lab.network
    const network = { siteHostname, sharedAddress, tlsPort, appliances }
    participant.send({ type: 'welcome', clock: this.#pacer.state, network, doors })
  }

  #left(participant: Participant): void {
    const { name, kind } = participant.config
    this.#options.log.info({ participant: name, kind }, 'left')
    this.#participants.remove(participant)
    this.#pacer.barrier.leave(name)
    this.#pacer.poke()
    this.#router.left(participant)
    if (kind === 'appliance') this.#carrier.perform(this.#model.hostDown(name))
  }

  #said(participant: Participant, message: Exclude<ToHub, { type: 'join' }>): void {
    const { name } = participant.config
    this.#pacer.poke()
    switch (message.type) {
      case 'idle':
        this.#pacer.barrier.idle(name, message.seen, message.nextAtMs)
        break
      case 'busy':
        this.#pacer.barrier.busy(name)
        break
      case 'event':
        this.#participants.tell(name, message.atMs, message.event)
        break
      case 'claim':
        if (!this.#mayHave(name, message.address)) break
        this.#carrier.perform(this.#model.claim(name, message.address, message.epoch))
        break
      case 'release':
        this.#carrier.perform(this.#model.release(name, message.address))
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

  /** The shared address and an appliance's own one are all that it can have. */
  #mayHave(name: string, address: string): boolean {
    const { sharedAddress, appliances } = this.#options.lab.network
    const own = appliances.find((appliance) => appliance.name === name)?.address
    if (own !== undefined && [own, sharedAddress].includes(address)) return true
    this.#options.log.warn({ participant: name, address }, 'claim of a foreign address refused')
    return false
  }

  #hosts(): readonly string[] {
    const { lab, participants } = this.#options
    const appliances = lab.network.appliances.map((appliance) => appliance.name)
    return [...new Set([...appliances, ...participants, ...this.#participants.names])]
  }
}

function addressesOf({ network }: NetworkConfig['lab']): readonly string[] {
  return [...new Set([network.sharedAddress, ...network.appliances.map((a) => a.address)])]
}
