import { selfSignedCertificate, writeCertificateFile } from '@understudy/certificates'
import t from 'tap'
import { killDuring, kills, started, timed } from '../support/killed-box.ts'

t.test(
  'CRT-01, SYN-06: kill -9 while a certificate is imported leaves it whole or not at all',
  async (t) => {
    const box = await started(t)
    const put = (): Promise<string> => {
      const { keyPem, certificatePem } = selfSignedCertificate(['a.example.com'], new Date())
      const parts = { keyPem, certificatePem, chainPem: '' }
      const form = { format: 'pem', algorithms: 'new', passphrase: null } as const
      return box.put(writeCertificateFile(parts, form))
    }
    const certificates = async (): Promise<readonly { facts: object | null }[]> =>
      (await box.does('list-certificates'))?.['certificates'] ?? []
    const first = await put()
    const tookMs = await timed(() => box.does('import-certificate', { file: first }))
    for (let i = 0; i < kills; i++) {
      // Twenty are kept at most.
      for (const one of (await certificates()).slice(2))
        await box.does('remove-certificate', {
          certificate: (one as { certificate?: string }).certificate,
        })
      const before = (await certificates()).length
      const file = await put()
      const answered = await killDuring(box, tookMs, box.does('import-certificate', { file }))
      const after = await certificates()
      t.ok(after.length === before + 1 || (!answered && after.length === before))
      t.ok(after.every(({ facts }) => facts !== null))
    }
  },
)

t.test(
  'BAK-01, SYN-06: kill -9 while a backup is restored leaves the old data or the new',
  async (t) => {
    const box = await started(t)
    const keys = ['k1', 'k2', 'k3']
    const setAll = async (value: string): Promise<void> => {
      for (const key of keys) await box.does('set-setting', { key, value })
    }
    const sample = { sessions: 2_000, recordings: 0, recordingBytes: 1, seed: 's' }
    await box.does('load-sample-data', sample)
    await setAll('from the backup')
    const made = (await box.does('download-backup', { loggedHistory: true })) as {
      file?: string
    } | null
    const backup = await box.get(made?.file ?? '')
    const first = await box.put(backup)
    const tookMs = await timed(() => box.does('upload-backup', { file: first }))
    for (let i = 0; i < kills; i++) {
      await setAll('of now')
      const file = await box.put(backup)
      const answered = await killDuring(box, tookMs, box.does('upload-backup', { file }))
      const settings: Readonly<Record<string, string>> = (await box.does('list-settings')) ?? {}
      const [value, ...others] = new Set(keys.map((key) => settings[key]))
      t.same(others, [], 'all of one kind')
      t.ok(value === 'from the backup' || (!answered && value === 'of now'), `${value}`)
    }
  },
)
