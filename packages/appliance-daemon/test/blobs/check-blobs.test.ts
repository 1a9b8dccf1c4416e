import { createHash, randomBytes } from 'node:crypto'
import { truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlobRef } from '@understudy/shared'
import t from 'tap'
import { BlobFiles } from '../../src/blobs/blob-files.ts'
import { checkBlobs } from '../../src/blobs/check-blobs.ts'
import { makeSampleBlobs } from '../../src/blobs/sample-blobs.ts'

t.test('SYN-05: recordings that are gone, cut or changed on the disk are found', async (t) => {
  const folder = t.testdir()
  const files = new BlobFiles(folder)
  const blobs = await makeSampleBlobs(files, { count: 5, sizeBytes: 3_000_000, seed: 'check' })
  const pathOf = ({ name }: BlobRef): string => join(folder, name.slice(0, 2), name)
  const [deleted, cut, changed, ...sound] = blobs
  if (deleted === undefined || cut === undefined || changed === undefined) return
  t.same(await checkBlobs(files, blobs, 'content'), { absent: [], damaged: [] })
  unlinkSync(pathOf(deleted))
  truncateSync(pathOf(cut), 2_999_999)
  writeFileSync(pathOf(changed), randomBytes(3_000_000))
  const found = await checkBlobs(files, blobs, 'size')
  t.same(found, { absent: [deleted.name], damaged: [cut.name] })
  t.notOk(files.has(cut.name), 'what is damaged is put away')
  t.same(await checkBlobs(files, [changed, ...sound], 'content'), {
    absent: [],
    damaged: [changed.name],
  })
  t.same(await checkBlobs(files, sound, 'content'), { absent: [], damaged: [] })
  const [kept] = sound
  const file = await files.open(kept?.name ?? '')
  t.equal(
    createHash('sha256')
      .update((await file?.readFile()) ?? '')
      .digest('hex'),
    kept?.name,
  )
  await file?.close()
})
