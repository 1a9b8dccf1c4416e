import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { nodeSigning } from '@understudy/certificates/signing'
import {
  filesPath,
  findPackage,
  packageFileOf,
  updateFilesPath,
  vendorPrivateKeyOf,
} from '@understudy/shared'
import t from 'tap'
import { tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'
import { DaemonProcess } from '../support/process.ts'

const mib = 1024 * 1024
const sentBytes = 96 * mib
/** Whoever held the file in memory would need twice as much. */
const grownMiBMax = 64

const statusOf = (pid: number | undefined): string => readFileSync(`/proc/${pid}/status`, 'utf8')
const mibIn = (status: string, field: string): number =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024

function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += mib) yield bytes.subarray(at, at + mib)
}

t.test(
  'BAK-01, UPD-04: an upload of 96 MiB, of a backup or a package, takes a fraction of that in memory',
  { skip: process.platform !== 'linux' && 'reads /proc' },
  async (t) => {
    const folder = t.testdir()
    const dataDir = join(folder, 'data')
    const config = { ...standaloneConfig('a', dataDir), lifeline: true }
    const daemon = new DaemonProcess(join(folder, 'a.json'), config)
    t.teardown(async () => {
      daemon.child.stdin?.end()
      await daemon.ended
    })
    const { port, guid } = await daemon.ready
    const { pid } = daemon.child
    const send = (method: string, path: string, bytes: Uint8Array): Promise<string> =>
      new Promise((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${tokenOf(dataDir)}`,
          'content-type': 'application/octet-stream',
          'content-length': bytes.length,
        }
        const target = { host: '127.0.0.1', port, path, method, headers, agent: false }
        const asked = request({ ...target, rejectUnauthorized: false }, (response) => {
          let text = ''
          response.on('data', (part) => {
            text += part
          })
          response.on('end', () => resolve(text))
        })
        asked.on('error', reject)
        Readable.from(partsOf(bytes)).pipe(asked)
      })
    const growthOf = async (act: () => Promise<void>): Promise<number> => {
      writeFileSync(`/proc/${pid}/clear_refs`, '5')
      const before = mibIn(statusOf(pid), 'VmRSS')
      await act()
      return mibIn(statusOf(pid), 'VmHWM') - before
    }
    // A connection, its code and its buffers are there before it is measured.
    await send('POST', filesPath, new Uint8Array(mib))

    const backup = await growthOf(async () => {
      const answer = JSON.parse(await send('POST', filesPath, new Uint8Array(sentBytes)))
      t.match(answer, { ok: true, value: { sizeBytes: sentBytes } })
    })
    t.ok(backup < grownMiBMax, `a file: ${backup.toFixed(1)} MiB`)

    const found = findPackage('Bomgar-12.3.1')
    t.ok(found)
    if (found === undefined) return
    const { name, kind, version, build } = found
    const primaryHostname = 'support.example.com'
    const manifest = {
      ...{ package: name, kind, version, build, appliance: guid, primaryHostname },
      ...{ licences: 1, licencesExpireAtMs: null, validUntilMs: Number.MAX_SAFE_INTEGER },
    }
    const key = vendorPrivateKeyOf(primaryHostname)
    const bytes = packageFileOf(manifest, new Uint8Array(sentBytes), nodeSigning, key)
    const update = await growthOf(async () => {
      t.match(JSON.parse(await send('PUT', updateFilesPath, bytes)), { ok: true })
    })
    t.ok(update < grownMiBMax, `a package: ${update.toFixed(1)} MiB`)
  },
)
