import type { Participants } from '@understudy/lab-channel/hub'
import type { NetworkEffect } from '@understudy/network-model'
import { unreachable } from '@understudy/shared'
import type { Traffic } from './forwarders/traffic.ts'

/** Performs what the network's model has decided, in order. */
export class EffectCarrier {
  readonly #participants: Participants
  readonly #traffic: Traffic
  readonly #nowMs: () => number
  readonly #powerBack: (appliance: string) => void

  constructor(
    participants: Participants,
    traffic: Traffic,
    nowMs: () => number,
    powerBack: (appliance: string) => void,
  ) {
    this.#participants = participants
    this.#traffic = traffic
    this.#nowMs = nowMs
    this.#powerBack = powerBack
  }

  perform(effects: readonly NetworkEffect[]): void {
    for (const effect of effects) this.#perform(effect)
  }

  #perform(effect: NetworkEffect): void {
    switch (effect.kind) {
      case 'record':
        this.#participants.tell('network', this.#nowMs(), effect.event)
        break
      case 'conflict': {
        const { appliance, address, others } = effect
        this.#participants.send(appliance, { type: 'conflict', address, others })
        break
      }
      case 'claim-refused': {
        const { appliance, address, highest } = effect
        this.#participants.send(appliance, { type: 'claim-refused', address, highest })
        break
      }
      case 'site-route': {
        const { appliance, leadsHere } = effect
        this.#participants.send(appliance, { type: 'site-route', leadsHere })
        break
      }
      default:
        this.#performOnFlows(effect)
    }
  }

  #performOnFlows(
    effect: Exclude<
      NetworkEffect,
      { kind: 'record' | 'conflict' | 'claim-refused' | 'site-route' }
    >,
  ): void {
    switch (effect.kind) {
      case 'address-lost':
        this.#traffic.loseAddress(effect.address, effect.appliance)
        break
      case 'address-back':
        this.#traffic.regainAddress(effect.address, effect.appliance)
        break
      case 'power':
        if (effect.isOn) this.#powerBack(effect.appliance)
        else {
          this.#traffic.losePower(effect.appliance)
          this.#participants.send(effect.appliance, { type: 'power-lost' })
        }
        break
      case 'reset-flows':
        this.#traffic.reset(effect.address, effect.appliance, effect.via)
        break
      case 'reset-path':
        this.#traffic.resetPath(effect.from, effect.appliance)
        break
      case 'stall-flows':
        this.#traffic.stall(effect.from, effect.to, effect.fault)
        break
      case 'resume-flows':
        this.#traffic.resume(effect.from, effect.to)
        break
      case 'faults-changed':
        this.#traffic.faultsChanged(effect.from, effect.to)
        break
      default:
        unreachable(effect)
    }
  }
}
