import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { nodeSigning } from '@understudy/certificates/signing'
import { findPackage, packageBytesMax, packageFileOf, vendorPrivateKeyOf } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const site = 'support.example.com'

interface Built {
  readonly guid: string
  readonly validUntilMs?: number
  readonly by?: Uint8Array
}

/** As the vendor builds it, or somebody else. */
function built({ guid, validUntilMs = Number.MAX_SAFE_INTEGER, by }: Built): Buffer {
  const known = findPackage('Bomgar-12.3.1')
  if (known === undefined) throw new Error('it is in the catalogue')
  const { name, kind, version, build } = known
  const details = { licences: 1, licencesExpireAtMs: null, validUntilMs, primaryHostname: site }
  const manifest = { package: name, kind, version, build, appliance: guid, ...details }
  const payload = new Uint8Array(20_000).fill(7)
  return Buffer.from(packageFileOf(manifest, payload, nodeSigning, by ?? vendorPrivateKeyOf(site)))
}

interface Sent {
  readonly authorization?: string
  /** What it says that it sends. */
  readonly length?: number
  /** The rest never comes. */
  readonly isHeld?: boolean
  readonly leaves?: boolean
}

t.test(
  'UPD-04, UPD-05: a package streams in by one request, or is refused before anything is touched',
  async (t) => {
    const dataDir = t.testdir()
    const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
      throw error
    })
    t.teardown(() => daemon.close())
    const { port, guid } = daemon
    const owner = `Bearer ${tokenOf(dataDir)}`
    const upload = (bytes: Buffer, how: Sent = {}): Promise<string> =>
      new Promise((resolve) => {
        const { authorization = owner, length } = how
        const headers = {
          authorization,
          ...(length === undefined ? {} : { 'content-length': length }),
        }
        const target = {
          host: '127.0.0.1',
          port,
          path: '/api/admin/v1/update-files',
          method: 'PUT',
        }
        const asked = request(
          { ...target, headers, agent: false, rejectUnauthorized: false },
          (response) => {
            let text = ''
            response.on('data', (part) => {
              text += part
            })
            response.on('end', () => {
              asked.destroy()
              const said = JSON.parse(text)
              resolve(said.ok ? said.value.package : said.refusal.code)
            })
          },
        )
        asked.on('error', () => resolve('no answer'))
        asked.write(bytes, () => how.leaves && asked.destroy())
        if (how.isHeld !== true && how.leaves !== true) asked.end()
      })
    const onDisk = () => readdirSync(join(dataDir, 'updates'), { recursive: true })
    const digest = async () =>
      createHash('sha256')
        .update(JSON.stringify(await invoke(port, dataDir, 'status')))
        .digest('hex')
    const before = await digest()

    const good = built({ guid })
    const flipped = Buffer.from(good)
    flipped[good.length - 5] = 8
    const cases: readonly (readonly [string, string, Buffer, Sent?])[] = [
      ['without authority', 'unauthorised', good, { authorization: 'Bearer 0123' }],
      [
        'too large by what it says',
        'too-large',
        good,
        { length: packageBytesMax + 5_000, isHeld: true },
      ],
      [
        'no package, told before it has come whole',
        'package-damaged',
        Buffer.alloc(8_000),
        { length: 1e8, isHeld: true },
      ],
      [
        'signed by somebody else, told as early',
        'package-unsigned',
        built({ guid, by: new Uint8Array(32).fill(9) }).subarray(0, 9_000),
        { length: 1e8, isHeld: true },
      ],
      ['a flipped bit', 'package-damaged', flipped],
      ['cut short', 'package-damaged', good.subarray(0, -1)],
      ['only its beginning', 'package-damaged', good.subarray(0, 100)],
      ['nothing at all', 'package-damaged', Buffer.alloc(0)],
      ['for another box', 'package-for-another', built({ guid: '0'.repeat(32) })],
      ['past its date', 'package-expired', built({ guid, validUntilMs: 1 })],
      [
        'its sender leaves',
        'no answer',
        good.subarray(0, 9_000),
        { length: good.length, leaves: true },
      ],
    ]
    for (const [what, code, bytes, how] of cases) {
      t.equal(await upload(bytes, how), code, what)
      t.same(onDisk(), ['incoming'], `${what}: nothing is kept`)
    }
    t.equal(await digest(), before)

    t.equal(await upload(good), 'Bomgar-12.3.1')
    const install = { package: 'Bomgar-12.3.1', acceptEula: true }
    t.match(await invoke(port, dataDir, 'install-update', install), { ok: true })
  },
)
