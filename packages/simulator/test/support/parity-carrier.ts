import type { Contact, Route } from '@understudy/network-model'
import type { ParityCarrier, ParityFlow } from '@understudy/network-model/parity'
import { createRandom, type NetworkConfig, type NetworkEvent } from '@understudy/shared'
import { contactOf } from '../../src/fabric/contact.ts'
import type { VirtualFlow } from '../../src/fabric/flows.ts'
import { knock } from '../../src/fabric/knock.ts'
import { connectionNamed, type Way } from '../../src/fabric/path-state.ts'
import { Pipe } from '../../src/fabric/pipe.ts'
import { type Handle, Scheduler } from '../../src/scheduler/scheduler.ts'
import { Recordings } from '../../src/world/recordings.ts'
import { Trace } from '../../src/world/trace.ts'
import { VirtualNetwork } from '../../src/world/virtual-network.ts'

/** The virtual fabric as a carrier: its network, its pipes, and appliances that only echo. */
export async function virtualCarrier(lab: NetworkConfig): Promise<ParityCarrier> {
  const scheduler = new Scheduler(0)
  const trace = new Trace()
  const network = new VirtualNetwork({
    lab,
    authority: '',
    scheduler,
    trace,
    random: createRandom('parity'),
    findHost: (name) => ({
      name,
      blobs: new Recordings(),
      preSharedKey: '',
      deliver: () => undefined,
      serve: (_serviceUs, act) => act(),
      certificateAt: () => null,
      page: () => {
        throw new Error('nobody asks an echo for its portal')
      },
    }),
    power: () => undefined,
  })
  const pass = async (ms: number): Promise<void> => {
    const untilMs = scheduler.nowMs + ms
    scheduler.runUntil(untilMs, { untilMs, stepsMax: 10_000_000 })
  }
  const claim: ParityCarrier['claim'] = async (appliance, address, epoch) => {
    network.claim(appliance, address, epoch, () => true)
    await pass(lab.latencyMs)
  }
  for (const { name, address } of lab.appliances) await claim(name as 'a' | 'b', address, 0)
  let dialled = 0
  return {
    get events() {
      return trace.events as readonly unknown[] as readonly NetworkEvent[]
    },
    claim,
    release: async (appliance, address) => {
      network.release(appliance, address)
      await pass(lab.latencyMs)
    },
    command: async (command) => network.command(command),
    dial: (origin, host) => {
      dialled += 1
      return new EchoFlow(network, origin, host, dialled)
    },
    pass,
  }
}

/** A connection to an appliance that greets with its name and echoes, a character an item. */
class EchoFlow implements ParityFlow, VirtualFlow {
  readonly origin: string
  address = ''
  holder = ''
  via: string | null = null
  received = ''
  ending: ParityFlow['ending'] = 'none'
  readonly #network: VirtualNetwork
  #pipes: { readonly there: Pipe<string>; readonly back: Pipe<string> } | null = null
  #contact: Contact<Handle> | null = null
  #waiting = ''

  constructor(network: VirtualNetwork, origin: string, host: string, ordinal: number) {
    this.#network = network
    this.origin = origin
    knock(network, {
      origin,
      host,
      port: network.tlsPort,
      isWanted: () => this.ending === 'none',
      onRoute: (route) => {
        if (route.kind === 'to') this.#open(route, ordinal)
        else this.ending = 'reset'
      },
    })
  }

  send(text: string): void {
    if (this.#pipes === null) this.#waiting += text
    else {
      for (const character of text) this.#pipes.there.send(character)
      this.#contact?.sent()
    }
  }

  onCut(): void {
    this.#contact?.follow()
  }

  onAddressLost(): void {
    this.#contact?.onAddressLost()
  }

  onAddressBack(): void {
    this.#contact?.onAddressBack()
  }

  onPowerLost(): void {
    this.#contact?.onForgotten()
  }

  onHealed(): void {
    this.#pipes?.there.onHealed()
    this.#pipes?.back.onHealed()
    this.#contact?.follow()
  }

  onFaultsChanged(): void {
    this.#pipes?.there.onFaultsChanged()
    this.#pipes?.back.onFaultsChanged()
  }

  reset(): void {
    this.#end('reset')
  }

  #open(route: Extract<Route, { kind: 'to' }>, ordinal: number): void {
    const network = this.#network
    const { appliance } = route
    this.address = route.address
    this.holder = appliance
    this.via = route.via
    const connection = connectionNamed(`flow-${ordinal}`)
    const pipe = (way: Way, deliver: (character: string) => void): Pipe<string> =>
      new Pipe(network, {
        way,
        sizeOf: () => 1,
        isEnd: () => false,
        deliver,
        onCut: (how) => this.#end(how === 'close' ? 'closed' : 'reset'),
      })
    const back = pipe(
      { connection, direction: 'downstream', from: appliance, to: this.origin },
      (character) => {
        this.received += character
      },
    )
    const there = pipe(
      { connection, direction: 'upstream', from: this.origin, to: appliance },
      (character) => back.send(character),
    )
    const pipes = { there, back }
    this.#pipes = pipes
    const both = (act: (pipe: Pipe<string>) => void): void => Object.values(pipes).forEach(act)
    this.#contact = contactOf(network, this, ordinal, {
      hold: () => both((pipe) => pipe.hold()),
      letGo: () => both((pipe) => pipe.letGo()),
      onReset: () => this.#end('reset'),
      onTimeLimit: () => this.#end('closed'),
    })
    network.flows.add(this)
    for (const character of appliance) back.send(character)
    this.send(this.#waiting)
  }

  #end(ending: 'closed' | 'reset'): void {
    const network = this.#network
    network.flows.remove(this)
    this.#contact?.end()
    network.scheduler.after(network.latencyMs, () => {
      this.#pipes?.there.destroy()
      this.#pipes?.back.destroy()
      this.ending = ending
    })
  }
}
