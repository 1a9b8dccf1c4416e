import type { NetworkEffect, NetworkModel } from '@understudy/network-model'
import {
  accepted,
  type LabCommand,
  type NetworkCommand,
  type NetworkStatus,
  type Outcome,
} from '@understudy/shared'
import type { DoorPorts } from '../door-ports.ts'

/** Performs a command addressed to the network; the model refuses commands that are not the network's. */
export function networkCommand(
  model: NetworkModel,
  doors: DoorPorts,
  command: LabCommand,
  nowMs: number,
): { readonly result: Outcome<unknown>; readonly effects: readonly NetworkEffect[] } {
  const answer = model.perform(command as NetworkCommand, nowMs)
  if (command.kind !== 'network-status' || !answer.result.ok) return answer
  const { ports, resolvers, published } = doors
  const status: NetworkStatus = { ...model.status(nowMs), ports, resolvers, published }
  return { result: accepted(status), effects: answer.effects }
}
