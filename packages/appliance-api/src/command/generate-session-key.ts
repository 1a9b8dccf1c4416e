import { type InputOf, labOwner, type OutputOf, sessionKeyTtlSMax } from '@understudy/shared'
import { errorDocument, errorTexts, rootAttributes, shortDocument } from '../answer.ts'
import { type ApiStep, answered } from '../door/step.ts'
import { unixOf } from '../times.ts'
import type { CommandCall } from './command-call.ts'
import { queueIdOf } from './queue-id.ts'
import { attributesIn } from './session-attributes.ts'
import { refusedWith } from './session-parameters.ts'

type KeyInput = InputOf<'generate-session-key'>

/** `generate_session_key` (API-03): whoever shows the key, or opens its address, is let into that queue. */
export function sessionKeyStep(call: CommandCall): ApiStep {
  const { era } = call
  const input = inputOf(call)
  if (typeof input === 'string') return refusedWith(era, input)
  return {
    kind: 'operation',
    operation: 'generate-session-key',
    input,
    // The account's right to this command is this right too.
    caller: labOwner,
    next: (outcome) =>
      answered(
        outcome.ok
          ? keyDocument(call, input, outcome.value as OutputOf<'generate-session-key'>)
          : errorDocument(era, 'command', outcome.refusal.message),
      ),
  }
}

/** What is asked for, or the text of an error. */
function inputOf({ parameters }: CommandCall): KeyInput | string {
  if (parameters.get('type') !== 'support') return 'The type has to be support.'
  const queue = queueIdOf(parameters)
  if (queue === undefined) return errorTexts.queue
  const ttl = parameters.get('ttl')
  if (ttl !== undefined && !isTtl(ttl))
    return `ttl has to be a whole number of seconds from 1 to ${sessionKeyTtlSMax}.`
  const priority = parameters.get('session.priority')
  if (priority !== undefined && !/^[123]$/.test(priority)) return 'session.priority is 1, 2 or 3.'
  const skills = (parameters.get('session.skills') ?? '').split(',').filter((skill) => skill !== '')
  if (skills.length > 20 || !skills.every((skill) => /^[A-Za-z0-9_-]{1,64}$/.test(skill)))
    return 'session.skills are at most 20 code names.'
  const custom = attributesIn(parameters)
  if (typeof custom === 'string') return custom
  const externalKey = parameters.get('external_key')
  const attributes = externalKey === undefined ? custom : { external_key: externalKey, ...custom }
  if ((attributes['external_key']?.length ?? 0) > 1_024) return 'external_key is too long.'
  return {
    queue,
    ...(ttl === undefined ? {} : { ttlS: Number(ttl) }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(skills.length === 0 ? {} : { skills }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  }
}

const isTtl = (text: string): boolean =>
  /^[1-9]\d{0,5}$/.test(text) && Number(text) <= sessionKeyTtlSMax

const hostname = /^[A-Za-z0-9.-]{1,253}$/

const keyDocument = (
  { era, parameters, readings }: CommandCall,
  { queue, attributes }: KeyInput,
  { shortKey, key, expiresAtMs, available }: OutputOf<'generate-session-key'>,
) =>
  shortDocument((xml) => {
    const asked = parameters.get('url_hostname') ?? ''
    const host = hostname.test(asked) ? asked : readings.site.hostname
    const url = `https://${host}/?ak=${key}`
    const [kind = queue, ...rest] = queue.split(':')
    xml.begin('session_key', rootAttributes(era, 'command'))
    xml.leaf('type', 'support')
    const ttl = parameters.get('ttl')
    if (ttl !== undefined) xml.leaf('ttl', ttl)
    xml.leaf('expires', unixOf(expiresAtMs), { ts: unixOf(expiresAtMs) })
    xml.leaf('queue', kind, { available: available ? 1 : 0 })
    if (rest.length > 0) xml.leaf('queue_id', rest.join(':'))
    const externalKey = attributes?.['external_key']
    if (externalKey !== undefined) xml.leaf('external_key', externalKey)
    xml.leaf('short_key', shortKey)
    xml.leaf('key_url', url)
    xml.leaf('mail_subject', 'Remote Support Session')
    xml.leaf(
      'mail_body',
      `To begin the remote support session, open ${url} or enter the session key ${shortKey} at https://${host}/.`,
    )
    xml.end()
  })
