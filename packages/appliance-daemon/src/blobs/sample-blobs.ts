import { createCipheriv, createHash } from 'node:crypto'
import type { BlobRef } from '@understudy/shared'
import type { BlobFiles, StagedBlob } from './blob-files.ts'

export interface SampleBlobs {
  readonly count: number
  readonly sizeBytes: number
  readonly seed: string
}

const groupFiles = 32
const groupBytes = 16 * 1024 * 1024

/** Makes recordings of seeded content; the same seed always makes the same ones. Durable when done. */
export async function makeSampleBlobs(files: BlobFiles, sample: SampleBlobs): Promise<BlobRef[]> {
  const made: BlobRef[] = []
  let group: StagedBlob[] = []
  const inGroup = new Set<string>()
  for (let index = 0; index < sample.count; index++) {
    const content = sampleContent(`${sample.seed}/${index}`, sample.sizeBytes)
    const name = createHash('sha256').update(content).digest('hex')
    made.push({ name, sizeBytes: sample.sizeBytes })
    if (!files.has(name) && !inGroup.has(name)) {
      const { path, file } = await files.openNew()
      await file.write(content)
      group.push({ name, path, file })
      inGroup.add(name)
    }
    if (group.length >= groupFiles || group.length * sample.sizeBytes >= groupBytes) {
      await files.publish(group)
      group = []
      inGroup.clear()
    }
  }
  await files.publish(group)
  return made
}

/** A stream cipher's key stream: as incompressible as a recording, and quick to make. */
function sampleContent(seed: string, sizeBytes: number): Buffer {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16)
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes))
}
