import {
  accepted,
  base64Of,
  type NetworkCommand,
  type NetworkOutputOf,
  type Refusal,
  refusal,
  refused,
  type UpdateServerCommand,
  updateServerHost,
} from '@understudy/shared'
import type { Answered } from '@understudy/update-model'
import { record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { deliverMail } from './mail.ts'
import type { NetworkAnswer } from './network-answer.ts'

type InputOf<K extends NetworkCommand['kind']> = Extract<NetworkCommand, { kind: K }>['input']

/** Why a question from that host does not get there: the path must carry both ways (UPD-01). Null = it does. */
export const unreachableFrom = ({ paths, words }: NetworkParts, via: string): Refusal | null =>
  words.objectionTo(via) === undefined && paths.carries(via, updateServerHost)
    ? null
    : refusal('update-server-unreachable', {
        appliance: via,
        host: updateServerHost,
        found: 'no answer',
      })

export function askUpdateServer(
  parts: NetworkParts,
  { via, question, mac }: InputOf<'ask-update-server'>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<'ask-update-server'>> {
  const why = unreachableFrom(parts, via)
  if (why !== null) return { result: refused(why), effects: [] }
  const answered = parts.vendor.answer({ question, mac }, nowMs)
  const { outcome } = answered
  const result = outcome.ok
    ? accepted({
        offers: [...outcome.value.offers],
        content: outcome.value.file === null ? null : base64Of(outcome.value.file),
      })
    : outcome
  return told({ ...answered, outcome: result })
}

/** People ask from a machine whose access nothing restricts. Mails that do not get through are lost, as others are. */
export function askVendor<K extends UpdateServerCommand['kind']>(
  parts: NetworkParts,
  command: Extract<UpdateServerCommand, { kind: K }>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<K>> {
  const answered = parts.vendor.command(command, nowMs) as Answered<NetworkOutputOf<K>>
  const { result, effects } = told(answered)
  const sent = (answered.mails ?? []).map((mail) =>
    deliverMail(parts, { via: updateServerHost, ...mail }, nowMs),
  )
  return { result, effects: [...effects, ...sent.flatMap((one) => one.effects)] }
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
  // In a lab of processes the update server is one, and tells them itself.
  effects: events.map((event) => record(event, updateServerHost)),
})
