import type { ApplianceEffect, ApplianceInput } from '@understudy/appliance-core'
import { accepted, type HostEvent, unreachable } from '@understudy/shared'
import type { PasswordWork } from './accounts/password-work.ts'
import { makeSecrets } from './accounts/secrets.ts'
import type { ClientChannel } from './clients/client-channel.ts'
import type { OperationCalls } from './http/operation-calls.ts'
import type { LinkKeys } from './link/link-keys.ts'
import type { LinkSockets } from './link/links.ts'
import { type FilePerformers, performOnFiles } from './perform-on-files.ts'
import type { Surroundings } from './surroundings/surroundings.ts'
import type { Timers } from './timers.ts'
import { doUpdateWork, type UpdateWorkPorts } from './updates/update-work.ts'

export interface Performers extends UpdateWorkPorts, FilePerformers {
  readonly surroundings: Surroundings
  readonly timers: Timers
  readonly keys: LinkKeys
  readonly links: LinkSockets
  readonly clients: ClientChannel
  readonly calls: OperationCalls
  readonly passwords: PasswordWork
  readonly record: (event: HostEvent) => void
  readonly push: (input: ApplianceInput) => void
  /** Ends this process, not at once but soon. */
  readonly endProcess: (how: 'reboot' | 'shut-down') => void
  readonly onFatal: (error: unknown) => void
}

/** Performs the core's effects. Whatever takes time ends in an input; nothing here calls back synchronously. */
export function performer(performers: Performers): (effect: ApplianceEffect) => void {
  const { surroundings, timers, keys, links, clients, calls, passwords, files, record, push } =
    performers
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
        passwords
          .verify(effect.password, effect.credential)
          .then((isRight) => push({ kind: 'password-verified', job: effect.job, isRight }))
          .catch(performers.onFatal)
        return
      case 'hash-password':
        passwords
          .hash(effect.password)
          .then((credential) => push({ kind: 'password-hashed', job: effect.job, credential }))
          .catch(performers.onFatal)
        return
      case 'make-secrets':
        return push({ kind: 'secrets-made', job: effect.job, secrets: makeSecrets(effect.count) })
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
        pingAddresses(performers, effect.addresses).catch(performers.onFatal)
        return
      case 'claim-address':
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
  addresses: readonly string[],
): Promise<void> {
  surroundings.work.begin()
  try {
    push({ kind: 'addresses-answered', reached: await surroundings.ping(addresses) })
  } finally {
    surroundings.work.end()
  }
}
