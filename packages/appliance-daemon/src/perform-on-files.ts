import type {
  ApplianceEffect,
  ApplianceInput,
  ServedCertificate,
  Store,
} from '@understudy/appliance-core'
import { unreachable } from '@understudy/shared'
import type { BlobFiles } from './blobs/blob-files.ts'
import { checkBlobs } from './blobs/check-blobs.ts'
import { makeSampleBlobs } from './blobs/sample-blobs.ts'
import { type CertificatePorts, certificateWorkDone } from './certificates/certificate-work.ts'
import { readBackup, writeBackup } from './files/backups.ts'
import type { Surroundings } from './surroundings/surroundings.ts'

/** What the effects need that concern recordings, files and certificates. */
export interface FilePerformers extends CertificatePorts {
  readonly surroundings: Surroundings
  readonly store: Store
  readonly files: BlobFiles
  /** Shows these to new connections from now on. */
  readonly serve: (assigned: readonly ServedCertificate[]) => void
  readonly push: (input: ApplianceInput) => void
  /** Handles at once what was pushed. */
  readonly flush: () => void
}

type FileEffect = Extract<
  ApplianceEffect,
  {
    kind:
      | 'check-blobs'
      | 'make-sample-blobs'
      | 'write-backup'
      | 'read-backup'
      | 'certificate-work'
      | 'serve-certificates'
  }
>

/** Does that, while lab time waits for it; what came of it is an input of its own. */
export async function performOnFiles(ports: FilePerformers, effect: FileEffect): Promise<void> {
  // At once: the answer that comes next says that it is so.
  if (effect.kind === 'serve-certificates') return ports.serve(effect.assigned)
  const { work } = ports.surroundings
  work.begin()
  try {
    await perform(ports, effect)
  } finally {
    work.end()
  }
}

async function perform(
  ports: FilePerformers,
  effect: Exclude<FileEffect, { kind: 'serve-certificates' }>,
): Promise<void> {
  const { name, store, files, held, push, flush } = ports
  switch (effect.kind) {
    case 'check-blobs':
      push({ kind: 'blobs-checked', ...(await checkBlobs(files, effect.blobs, effect.depth)) })
      return
    case 'make-sample-blobs': {
      const blobs = await makeSampleBlobs(files, effect)
      push({ kind: 'sample-blobs-made', request: effect.request, blobs })
      return
    }
    case 'write-backup':
      push(await writeBackup(store, held, effect))
      return
    case 'read-backup':
      await readBackup(held, name, effect, (input) => {
        push(input)
        flush()
      })
      return
    case 'certificate-work': {
      const done = await certificateWorkDone(ports, effect.work)
      push({ kind: 'certificate-work-done', request: effect.request, done })
      return
    }
    default:
      unreachable(effect)
  }
}
