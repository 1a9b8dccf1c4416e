import {
  accepted,
  base64Of,
  type NetworkCommand,
  type NetworkOutputOf,
  refusal,
  refused,
  type UpdateServerCommand,
} from '@understudy/shared'
import type { Answered } from '@understudy/update-model'
import { record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { updateServerHost } from '../paths/host-words.ts'
import type { NetworkAnswer } from './network-answer.ts'

type InputOf<K extends NetworkCommand['kind']> = Extract<NetworkCommand, { kind: K }>['input']

/** An appliance's question, if the path from it to the update server carries both ways (UPD-01). */
export function askUpdateServer(
  { vendor, paths, words }: NetworkParts,
  { via, question, mac }: InputOf<'ask-update-server'>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<'ask-update-server'>> {
  if (words.objectionTo(via) !== undefined || !paths.carries(via, updateServerHost)) {
    const details = { appliance: via, host: updateServerHost, found: 'no answer' }
    return { result: refused(refusal('update-server-unreachable', details)), effects: [] }
  }
  const answered = vendor.answer({ question, mac }, nowMs)
  const { outcome } = answered
  const result = outcome.ok
    ? accepted({
        offers: [...outcome.value.offers],
        content: outcome.value.file === null ? null : base64Of(outcome.value.file),
      })
    : outcome
  return told({ ...answered, outcome: result })
}

/** People ask from a machine whose access nothing restricts. */
export function askVendor<K extends UpdateServerCommand['kind']>(
  { vendor }: NetworkParts,
  command: Extract<UpdateServerCommand, { kind: K }>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<K>> {
  return told(vendor.command(command, nowMs) as Answered<NetworkOutputOf<K>>)
}

export function fetchDownload(
  { vendor }: NetworkParts,
  { file }: InputOf<'fetch-download'>,
): NetworkAnswer<NetworkOutputOf<'fetch-download'>> {
  const bytes = vendor.fileOf(file)
  const result =
    bytes === undefined
      ? refused(refusal('package-missing', { found: file }))
      : accepted({ content: base64Of(bytes) })
  return { result, effects: [] }
}

const told = <T>({ outcome, events }: Answered<T>): NetworkAnswer<T> => ({
  result: outcome,
  effects: events.map((event) => record(event)),
})
