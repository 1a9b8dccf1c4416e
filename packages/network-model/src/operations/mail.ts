import { mailHost, type NetworkCommand, type NetworkOutputOf } from '@understudy/shared'
import { record } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'
import { commandRefused, done, type NetworkAnswer } from './network-answer.ts'

type InputOf<K extends NetworkCommand['kind']> = Extract<NetworkCommand, { kind: K }>['input']

/** A mail reaches the mail host if the path from its sender carries both ways: SMTP is a conversation. */
export function deliverMail(
  { mailbox, paths, words }: NetworkParts,
  { via, ...mail }: InputOf<'deliver-mail'>,
  nowMs: number,
): NetworkAnswer<NetworkOutputOf<'deliver-mail'>> {
  const objection = words.objectionTo(via)
  if (objection !== undefined) return commandRefused(objection)
  if (!paths.carries(via, mailHost))
    return commandRefused(`No mail gets from ${via} to the mail host: nothing is carried there.`)
  const id = mailbox.take(mail, via, nowMs)
  const { to, subject } = mail
  return done({ id }, [record({ name: 'mail-delivered', id, via, to, subject })])
}

export const listMail = (
  { mailbox }: NetworkParts,
  { limit }: InputOf<'list-mail'>,
): NetworkAnswer<NetworkOutputOf<'list-mail'>> => done(mailbox.list(limit), [])
