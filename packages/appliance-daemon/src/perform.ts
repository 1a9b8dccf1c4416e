import type { ApplianceEffect, ApplianceInput, PasswordInput } from '@understudy/appliance-core'
import { accepted, type HostEvent, unreachable } from '@understudy/shared'
import type { PasswordWork } from './accounts/password-work.ts'
import { makeSecrets } from './accounts/secrets.ts'
import type { ClientChannel } from './clients/client-channel.ts'
import type { OperationCalls } from './http/operation-calls.ts'
import type { LinkKeys } from './link/link-keys.ts'
import type { LinkSockets } from './link/links.ts'
import { type MailPorts, sendMail } from './mail/send-mail.ts'
import { postEvent } from './outbound/post-event.ts'
import { type FilePerformers, performOnFiles } from './perform-on-files.ts'
import type { Surroundings } from './surroundings/surroundings.ts'
import type { Timers } from './timers.ts'
import { doUpdateWork, type UpdateWorkPorts } from './updates/update-work.ts'

export interface Performers extends UpdateWorkPorts, FilePerformers, MailPorts {
  readonly surroundings: Surroundings
  readonly timers: Timers
  readonly keys: LinkKeys
  readonly links: LinkSockets
  readonly clients: ClientChannel
  readonly calls: OperationCalls
  readonly passwords: PasswordWork
  readonly record: (event: HostEvent) => void
  readonly push: (input: ApplianceInput) => void
  /** The box has that address: a port for it is opened, so that it can have a certificate of its own. */
  readonly openAddress: (address: string) => void
  /** Ends this process, not at once but soon. */
  readonly endProcess: (how: 'reboot' | 'shut-down') => void
  readonly onFatal: (error: unknown) => void
}

/** Performs the core's effects. Whatever takes time ends in an input; nothing here calls back synchronously. */
export function performer(performers: Performers): (effect: ApplianceEffect) => void {
  const { surroundings, timers, keys, links, clients, calls, files, record, push } = performers
  return (effect) => {
    switch (effect.kind) {
      case 'answer':
        return calls.answer(effect.request, effect.outcome)
      case 'set-timer': {
        const { timer } = effect
        return timers.set(timer, effect.atMs, () => push({ kind: 'timer', timer }))
      }
      case 'clear-timer':
        return timers.clear(effect.timer)
      case 'record':
        return record(effect.event)
      case 'dial':
        links.dial(effect.link, effect.host, effect.port).catch(performers.onFatal)
        return
      case 'send':
        return links.send(effect.link, effect.message)
      case 'close-link':
        return links.close(effect.link, effect.reason)
      case 'use-pre-shared-key':
        return keys.use(effect.key)
      case 'prove-pre-shared-key':
        proveKey(performers, effect.request, effect.nonce).catch(performers.onFatal)
        return
      case 'verify-password':
      case 'hash-password':
      case 'make-secrets':
        performOnPasswords(performers, effect).then(push).catch(performers.onFatal)
        return
      case 'fetch-blobs':
        return links.fetchBlobs(effect.link, effect.blobs, effect.bytesPerSecond)
      case 'check-blobs':
      case 'make-sample-blobs':
      case 'write-backup':
      case 'read-backup':
      case 'certificate-work':
      case 'serve-certificates':
        performOnFiles(performers, effect).catch(performers.onFatal)
        return
      case 'discard-recordings':
        files.discardAll()
        return push({ kind: 'recordings-discarded' })
      case 'end-process':
        return performers.endProcess(effect.how)
      case 'update-work':
        doUpdateWork(performers, effect.work).catch(performers.onFatal)
        return
      case 'ping-addresses':
        pingAddresses(performers, effect).catch(performers.onFatal)
        return
      case 'send-mail':
      case 'post-event':
        tellOutside(performers, effect).then(push).catch(performers.onFatal)
        return
      case 'claim-address':
        performers.openAddress(effect.address)
        return surroundings.claim(effect.address, effect.epoch)
      case 'release-address':
        return surroundings.release(effect.address)
      case 'send-client':
        return clients.send(effect.connection, effect.message)
      case 'close-client':
        return clients.close(effect.connection, effect.reason)
      default:
        return unreachable(effect)
    }
  }
}

/** Programs beyond the lab's appliances are told by mail and by HTTP. */
async function tellOutside(
  performers: Performers,
  effect: Extract<ApplianceEffect, { kind: 'send-mail' | 'post-event' }>,
): Promise<Extract<ApplianceInput, { kind: 'mail-done' | 'event-posted' }>> {
  const { id } = effect
  return effect.kind === 'send-mail'
    ? { kind: 'mail-done', id, outcome: await sendMail(performers, effect) }
    : { kind: 'event-posted', id, outcome: await postEvent(performers, effect) }
}

async function performOnPasswords(
  { passwords }: Performers,
  effect: Extract<ApplianceEffect, { kind: 'verify-password' | 'hash-password' | 'make-secrets' }>,
): Promise<PasswordInput> {
  const { job } = effect
  switch (effect.kind) {
    case 'verify-password': {
      const isRight = await passwords.verify(effect.password, effect.credential)
      return { kind: 'password-verified', job, isRight }
    }
    case 'hash-password':
      return { kind: 'password-hashed', job, credential: await passwords.hash(effect.password) }
    case 'make-secrets':
      return { kind: 'secrets-made', job, secrets: makeSecrets(effect.count) }
  }
}

async function proveKey(
  { surroundings, keys, calls }: Performers,
  request: string,
  nonce: string,
): Promise<void> {
  surroundings.work.begin()
  try {
    calls.answer(request, accepted({ proof: await keys.proofOf(nonce) }))
  } finally {
    surroundings.work.end()
  }
}

async function pingAddresses(
  { surroundings, push }: Performers,
  { addresses, purpose }: Extract<ApplianceEffect, { kind: 'ping-addresses' }>,
): Promise<void> {
  const asked = purpose === undefined ? {} : { purpose }
  surroundings.work.begin()
  try {
    push({ kind: 'addresses-answered', reached: await surroundings.ping(addresses), ...asked })
  } finally {
    surroundings.work.end()
  }
}
