import type { NetworkReply } from '@understudy/lab-channel/hub'
import type { NetworkEffect, NetworkModel } from '@understudy/network-model'
import {
  accepted,
  commandRefusal,
  isUpdateServerOperation,
  type LabCommand,
  type NetworkCommand,
  type NetworkStatus,
  networkOperations,
  type Outcome,
  refusal,
  refused,
  updateServerHost,
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

/**
 * A command that the update server answers (UPD-01), which is a process of its own: passed on, if the path from whoever asks
 * carries. People ask from a machine whose access nothing restricts. Undefined = the network itself answers.
 */
export function passedToUpdateServer(
  model: NetworkModel,
  command: LabCommand,
): NetworkReply | undefined {
  if (!isUpdateServerOperation(command.kind)) return undefined
  const { kind, input } = command as NetworkCommand
  const asker = kind === 'ask-update-server' ? input.via : null
  const why =
    commandRefusal(networkOperations, kind, input) ??
    (asker === null ? null : model.refusalToAskVendor(asker))
  if (why !== null) return { kind: 'answer', result: refused(why) }
  const absent = refusal('update-server-unreachable', {
    appliance: asker ?? 'A machine with unrestricted access',
    host: updateServerHost,
    found: 'its process has ended',
  })
  return { kind: 'pass-on', to: updateServerHost, absent }
}
