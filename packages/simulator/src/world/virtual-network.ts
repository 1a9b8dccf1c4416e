import { type NetworkEffect, NetworkModel } from '@understudy/mock-network'
import {
  type Epoch,
  type LabCommand,
  type LabCommandResult,
  type LabConfig,
  type Random,
  resolveHost,
  unreachable,
} from '@understudy/shared'
import { Flows } from '../fabric/flows.ts'
import type { NetworkPort } from '../fabric/network-port.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import type { FindHost } from './host-port.ts'
import type { Trace } from './trace.ts'

/**
 * Carries the network's model in virtual time. A claim takes one hop to be known and what follows
 * from it one hop back; the death of a host is known at once.
 */
export class VirtualNetwork implements NetworkPort {
  readonly scheduler: Scheduler
  readonly latencyMs: number
  readonly tlsPort: number
  readonly flows = new Flows()
  readonly #lab: LabConfig['network']
  readonly #model: NetworkModel
  readonly #trace: Trace
  readonly #findHost: FindHost

  constructor(parts: {
    lab: LabConfig['network']
    scheduler: Scheduler
    trace: Trace
    random: Random
    findHost: FindHost
  }) {
    this.#lab = parts.lab
    this.scheduler = parts.scheduler
    this.latencyMs = parts.lab.latencyMs
    this.tlsPort = parts.lab.tlsPort
    this.#model = new NetworkModel(parts.lab, parts.random)
    this.#trace = parts.trace
    this.#findHost = parts.findHost
  }

  resolve(host: string): string | undefined {
    return resolveHost(this.#lab, host)
  }

  carries(one: string, other: string): boolean {
    return this.#model.carries(one, other)
  }

  route(from: string, address: string): string | null {
    const route = this.#model.route(from, address)
    return route.kind === 'to' ? route.appliance : null
  }

  /** `stillRuns` says whether the process that claims is still there when the claim arrives. */
  claim(appliance: string, address: string, epoch: Epoch, stillRuns: () => boolean): void {
    this.scheduler.after(this.latencyMs, () => {
      if (stillRuns()) this.#perform(this.#model.claim(appliance, address, epoch))
    })
  }

  release(appliance: string, address: string): void {
    this.scheduler.after(this.latencyMs, () =>
      this.#perform(this.#model.release(appliance, address)),
    )
  }

  hostDown(appliance: string): void {
    this.#perform(this.#model.hostDown(appliance))
  }

  cutPath(from: string, to: string): void {
    this.#perform(this.#model.cutPath(from, to))
  }

  healPath(from: string, to: string): void {
    this.#perform(this.#model.healPath(from, to))
  }

  command(command: LabCommand): LabCommandResult {
    if (command.kind === 'cut-path') this.cutPath(command.from, command.to)
    else if (command.kind === 'heal-path') this.healPath(command.from, command.to)
    else
      return {
        ok: false,
        message: `Expected a command for the network, found "${command.kind}".`,
      }
    return { ok: true, value: null }
  }

  #perform(effects: readonly NetworkEffect[]): void {
    for (const effect of effects) this.#performOne(effect)
  }

  #performOne(effect: NetworkEffect): void {
    switch (effect.kind) {
      case 'record':
        this.#trace.record('network', effect.event, this.scheduler.nowMs)
        return
      case 'conflict': {
        const { appliance, address, others } = effect
        this.scheduler.after(this.latencyMs, () =>
          this.#findHost(appliance).deliver({ kind: 'address-conflict', address, others }),
        )
        return
      }
      case 'claim-refused': {
        const { appliance, address, highest } = effect
        this.scheduler.after(this.latencyMs, () =>
          this.#findHost(appliance).deliver({ kind: 'claim-refused', address, highest }),
        )
        return
      }
      case 'reset-flows':
        this.flows.resetTo(
          effect.address,
          effect.appliance,
          `${effect.appliance} no longer answers at ${effect.address}`,
        )
        return
      case 'stall-flows':
        // Every pipe asks the model whether bytes pass.
        return
      case 'resume-flows':
        this.flows.onHealed()
        return
      default:
        unreachable(effect)
    }
  }
}
