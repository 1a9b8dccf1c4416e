import { join } from 'node:path'
import { selfSignedCertificate, writeCertificateFile } from '@understudy/certificates'
import { createRandom, filePath, filesPath } from '@understudy/shared'
import t, { type Test } from 'tap'
import { ask, invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'
import { DaemonProcess } from '../support/process.ts'

/** How often each is killed: once in the suite, more by `scripts/kill-files`. */
const kills = Number(process.env['UNDERSTUDY_FILE_KILLS'] ?? 1)
const random = createRandom('kill-files')

/** One box whose process is killed again and again over the same data. */
class Box {
  readonly #dataDir: string
  readonly #configFile: string
  #process: DaemonProcess
  #port = 0

  constructor(folder: string) {
    this.#dataDir = join(folder, 'data')
    this.#configFile = join(folder, 'a.json')
    const config = { ...standaloneConfig('a', this.#dataDir), lifeline: true }
    this.#process = new DaemonProcess(this.#configFile, config)
  }

  async ready(): Promise<void> {
    this.#port = (await this.#process.ready).port
  }

  async killAndRestart(): Promise<void> {
    this.#process.child.kill('SIGKILL')
    await this.#process.ended
    this.#process = new DaemonProcess(this.#configFile)
    await this.ready()
  }

  async stop(): Promise<void> {
    this.#process.child.stdin?.end()
    await this.#process.ended
  }

  /** The operation's outcome; null = the process died meanwhile. */
  async does(
    operation: string,
    input: object = {},
  ): Promise<Readonly<Record<string, never>> | null> {
    const answer = await invoke(this.#port, this.#dataDir, operation, input).catch(() => null)
    if (answer === null) return null
    if (!answer.ok) throw new Error(`${operation}: ${answer.refusal?.code}`)
    return answer.value ?? null
  }

  async put(bytes: Buffer): Promise<string> {
    const headers = { ...this.#bearer, 'content-type': 'application/octet-stream' }
    const answer = await ask(this.#port, 'POST', filesPath, { headers, body: bytes })
    return JSON.parse(answer.body).value.file
  }

  async get(file: string): Promise<Buffer> {
    return (await ask(this.#port, 'GET', filePath(file), { headers: this.#bearer })).bytes
  }

  get #bearer() {
    return { authorization: `Bearer ${tokenOf(this.#dataDir)}` }
  }
}

/** Asks, kills within about the time that it takes, and says whether the answer had come. */
async function killDuring(box: Box, tookMs: number, asked: Promise<unknown>): Promise<boolean> {
  let answered = false
  void asked.then((answer) => {
    answered = answer !== null
  })
  await new Promise((go) => setTimeout(go, random.integer(0, Math.ceil(tookMs))))
  const wasAnswered = answered
  await box.killAndRestart()
  return wasAnswered
}

async function started(t: Test): Promise<Box> {
  const box = new Box(t.testdir())
  t.teardown(() => box.stop())
  await box.ready()
  return box
}

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}

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
