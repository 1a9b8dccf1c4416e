import type { ApplianceEffect, Store } from '@understudy/appliance-core'
import { type CertificateFacts, unreachable } from '@understudy/shared'
import { backupInputOf, type Files } from './files.ts'
import type { HostPort } from './host-port.ts'
import type { HostPorts } from './host-ports.ts'

type FileEffect = Extract<
  ApplianceEffect,
  {
    kind:
      | 'check-blobs'
      | 'discard-recordings'
      | 'make-sample-blobs'
      | 'write-backup'
      | 'read-backup'
      | 'certificate-work'
      | 'serve-certificates'
  }
>

interface FileHolder {
  readonly files: Files
  readonly served: Map<string, CertificateFacts>
}

/** What a virtual box does with recordings, files and certificates: at once, as an input of its own. */
export function performOnFiles(
  host: Pick<HostPort, 'name' | 'blobs' | 'deliver'> & { readonly store: Store },
  { files, served }: FileHolder,
  { certificates, crypto }: Pick<HostPorts, 'certificates' | 'crypto'>,
  effect: FileEffect,
): void {
  switch (effect.kind) {
    case 'check-blobs':
      host.deliver({ kind: 'blobs-checked', ...host.blobs.check(effect.blobs, effect.depth) })
      return
    case 'discard-recordings':
      host.blobs.clear()
      host.deliver({ kind: 'recordings-discarded' })
      return
    case 'make-sample-blobs': {
      const blobs = host.blobs.makeSamples(effect)
      host.deliver({ kind: 'sample-blobs-made', request: effect.request, blobs })
      return
    }
    case 'write-backup':
    case 'read-backup':
      host.deliver(backupInputOf(effect, host.store, files, crypto, host.name))
      return
    case 'certificate-work': {
      const done = certificates?.perform(effect.request, effect.work, files)
      if (done !== undefined) host.deliver(done)
      return
    }
    case 'serve-certificates':
      served.clear()
      for (const { address, material } of effect.assigned) served.set(address, material.facts)
      return
    default:
      unreachable(effect)
  }
}
