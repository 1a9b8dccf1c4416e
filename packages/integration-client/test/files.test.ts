import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import {
  ExtractedFiles,
  ExtractionDatabase,
  passwordCredentials,
  type Round,
  runClient,
  type SiteDoor,
} from '../src/index.ts'
import { doorTo, lsid, sessionOf, type TestSite } from './support/site.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-ic-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const recording = { name: 'f'.repeat(64), sizeBytes: 64 }
const hour = 3_600_000

/** One round against that door, with a database and folder by name. */
async function roundOf(name: string, door: SiteDoor): Promise<Round> {
  const url = join(folder, `${name}.db`)
  const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
  const rounds: Round[] = []
  const files = new ExtractedFiles(join(folder, name))
  await runClient(
    { everyMs: null, files, backupEveryMs: hour },
    {
      door,
      database,
      credentials: passwordCredentials('ic', 'secret'),
      signal: new AbortController().signal,
    },
    (round) => rounds.push(round),
  )
  await database.close()
  const [round] = rounds
  if (round === undefined) throw new Error('no round was told')
  return round
}

t.test('IC-01: recordings and backups are fetched once, and are whole', async (t) => {
  const site: TestSite = {
    guid: 'a',
    version: '12.2.0',
    sessions: [sessionOf(lsid(1), 900, { recording }), sessionOf(lsid(2), 950)],
  }
  const first = await roundOf('files', doorTo(site))
  t.match(first, { added: 2, recordings: 1, backup: /^backups\/.*\.nsb$/, problem: null })
  const [file = ''] = readdirSync(join(folder, 'files/recordings'))
  t.equal(readFileSync(join(folder, 'files/recordings', file), 'utf8'), recording.name)
  t.match(await roundOf('files', doorTo(site)), { added: 0, recordings: 0, backup: null })
})

t.test(
  'IC-01: a recording that breaks off is no file, and comes with the next round',
  async (t) => {
    const site: TestSite = {
      guid: 'a',
      version: '12.2.0',
      sessions: [sessionOf(lsid(1), 900, { recording })],
    }
    const whole = doorTo(site)
    const cut: SiteDoor = {
      ask: async (path, signal) => {
        const answer = await whole.ask(path, signal)
        if (!path.includes('Recording')) return answer
        async function* half(): AsyncIterable<Buffer> {
          yield Buffer.from('ffff')
          await Promise.reject(new Error('reset'))
        }
        return { ...answer, body: Readable.from(half()) }
      },
    }
    t.match(await roundOf('cut', cut), { added: 1, problem: 'reset' })
    t.strictSame(readdirSync(join(folder, 'cut/recordings')), [])
    t.match(await roundOf('cut', whole), { recordings: 1, problem: null })
  },
)

t.test(
  'IC-03: before 10.6 a number means a session of one appliance: its recording is not asked of the other',
  async (t) => {
    const a: TestSite = {
      guid: 'a',
      version: '10.5.2',
      sessions: [sessionOf('57', 900, { recording })],
    }
    const asked: string[] = []
    const noRecording: SiteDoor = {
      ask: (path, signal) =>
        path.includes('Recording') ? Promise.reject(new Error('cut')) : doorTo(a).ask(path, signal),
    }
    await roundOf('swung', noRecording)
    const b: TestSite = { ...a, guid: 'b', sessions: [sessionOf('57', 990)] }
    t.match(await roundOf('swung', doorTo(b, asked)), { added: 1, recordings: 0, problem: null })
    t.notOk(asked.some((path) => path.includes('Recording')))
  },
)

t.test('API-05: an answer that is no backup is not kept as one', async (t) => {
  const site: TestSite = { guid: 'a', version: '12.2.0', sessions: [] }
  const door: SiteDoor = {
    ask: (path, signal) =>
      path.startsWith('/api/backup')
        ? Promise.resolve({
            status: 200,
            contentType: 'text/xml',
            body: Readable.from(['<error>Invalid credentials</error>']),
          })
        : doorTo(site).ask(path, signal),
  }
  t.match(await roundOf('refused', door), { backup: null, problem: /no backup/ })
})

t.test('API-08: no answer and no failure names who asks', async (t) => {
  const door: SiteDoor = {
    ask: (path) => Promise.reject(new Error(`cannot ask`)).finally(() => path),
  }
  const round = await roundOf('secret', door)
  t.match(round, { problem: /could not be reached/ })
  t.notMatch(JSON.stringify(round), /secret/)
})
