import type { Socket } from 'node:net'
import { BlackHoles } from './black-holes.ts'
import { Flow, type FlowConfig } from './flow.ts'

const flowsMax = 20_000

/** All connections through the network. */
export class Traffic {
  readonly #moved: (participant: string) => void
  readonly #flows = new Set<Flow>()
  readonly #moving = new Set<Flow>()
  readonly #blackHoles = new BlackHoles()

  /** `moved` is told of everything that passes between the network and that participant. */
  constructor(moved: (participant: string) => void) {
    this.#moved = moved
  }

  /** Whether anything is on its way: a dial, a write that the kernel has not taken, an end. */
  get isMoving(): boolean {
    return this.#moving.size > 0
  }

  open(client: Socket, config: FlowConfig): void {
    this.#moved(config.source)
    if (this.#flows.size >= flowsMax) {
      client.on('error', () => undefined)
      client.resetAndDestroy()
      return
    }
    const flow = new Flow(client, config, {
      moved: this.#moved,
      moving: (flow, isMoving) => {
        if (isMoving) this.#moving.add(flow)
        else this.#moving.delete(flow)
      },
      closed: (flow) => {
        this.#flows.delete(flow)
        this.#moving.delete(flow)
      },
    })
    this.#flows.add(flow)
  }

  swallow(client: Socket, source: string): void {
    this.#moved(source)
    this.#blackHoles.hold(client)
  }

  stall(one: string, other: string): void {
    this.#between(one, other, (flow) => flow.stall())
  }

  resume(one: string, other: string): void {
    this.#between(one, other, (flow) => flow.resume())
  }

  reset(address: string, appliance: string): void {
    for (const flow of this.#flows) {
      if (flow.config.address === address && flow.config.appliance === appliance) flow.reset()
    }
  }

  stop(): void {
    for (const flow of this.#flows) flow.destroy()
    this.#blackHoles.clear()
  }

  #between(one: string, other: string, act: (flow: Flow) => void): void {
    for (const flow of this.#flows) {
      const { source, appliance } = flow.config
      const isBetween = source === one ? appliance === other : source === other && appliance === one
      if (isBetween) act(flow)
    }
  }
}
