import { eventsHost, type NetworkCommand, type NetworkOutputOf } from '@understudy/shared'
import { record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { commandRefused, done, type NetworkAnswer } from './network-answer.ts'

type InputOf<K extends NetworkCommand['kind']> = Extract<NetworkCommand, { kind: K }>['input']

/** An event reaches the receiver if the path from its sender carries both ways: HTTP is a conversation. */
export function deliverEvent(
  { receiver, paths, words }: NetworkParts,
  input: InputOf<'deliver-event'>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<'deliver-event'>> {
  const { via } = input
  const objection = words.objectionTo(via)
  if (objection !== undefined) return commandRefused(objection)
  if (!paths.carries(via, eventsHost))
    return commandRefused(`No event gets from ${via} to the receiver: nothing is carried there.`)
  const { id, status, isRepeat, fields } = receiver.take(input, nowMs)
  const { event = '', lsid = '' } = fields
  return done({ id, status }, [
    record({ name: 'event-received', id, via, event, lsid, status, isRepeat }),
  ])
}

export const listEvents = (
  { receiver }: NetworkParts,
  { limit }: InputOf<'list-events'>,
): NetworkAnswer<NetworkOutputOf<'list-events'>> => done(receiver.list(limit), [])

export function setEventAnswer(
  { receiver }: NetworkParts,
  { status }: InputOf<'set-event-answer'>,
): NetworkAnswer<null> {
  receiver.status = status
  return done(null, [])
}
