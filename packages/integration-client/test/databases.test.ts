import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Generation } from '../src/index.ts'
import { ExtractionDatabase, NewerDatabase, passwordCredentials, pullOnce } from '../src/index.ts'
import { hasPostgres, startPostgres } from './support/postgres.ts'
import { boxOf, doorTo, lsid, sessionOf, type TestSite } from './support/site.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-ic-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const postgres = hasPostgres ? await startPostgres() : undefined
t.teardown(() => postgres?.stop())

const kinds = [
  { kind: 'SQLite', url: (name: string) => join(folder, `${name}.db`) },
  ...(postgres === undefined
    ? []
    : [
        {
          kind: 'PostgreSQL',
          url: (name: string) => `${postgres.url}?options=-csearch_path%3D${name}`,
        },
      ]),
]
if (!hasPostgres) t.comment('no PostgreSQL is installed: only SQLite is tried')

/** A database of its own for each case: in PostgreSQL a schema. */
async function urlOf(kind: (typeof kinds)[number], name: string): Promise<string> {
  const url = kind.url(name)
  if (kind.kind === 'PostgreSQL') {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: postgres?.url })
    await client.connect()
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${name}`)
    await client.end()
  }
  return url
}

const host = 'support.example.com'
const credentials = passwordCredentials('ic', 'secret')
const signal = new AbortController().signal

async function pullInto(url: string, site: TestSite, generation: Generation = 'from-10.6') {
  const database = await ExtractionDatabase.open(url, generation, host)
  const pulled = await pullOnce({ door: doorTo(site), database, credentials, signal })
  await database.close()
  return pulled
}

/** All that is in the tables, without the databases' own numbers and types of times. */
async function rowsOf(url: string) {
  const database = await ExtractionDatabase.open(url, 'from-10.6', host)
  const db = database.tables
  const session = await db.selectFrom('session').selectAll().orderBy('identity').execute()
  const event = await db
    .selectFrom('session_event')
    .innerJoin('session', 'session.id', 'session_event.session_id')
    .select([
      'identity',
      'position',
      'time',
      'session_event.type',
      'performed_by',
      'body',
      'filesize',
    ])
    .orderBy('identity')
    .orderBy('position')
    .execute()
  const customer = await db.selectFrom('customer').select(['username', 'is_primary']).execute()
  await database.close()
  const plain = (row: object): object =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => name !== 'id')
        .map(([name, value]) => [name, name.endsWith('time') ? timeOf(value) : value] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return { session: session.map(plain), event: event.map(plain), customer }
}

/** Many rows, to be compared at once. */
const digestOf = ({ session, event, customer }: Awaited<ReturnType<typeof rowsOf>>) => ({
  sessions: session.length,
  events: event.length,
  customers: customer.length,
  digest: createHash('sha256')
    .update(JSON.stringify([session, event, customer]))
    .digest('hex'),
})

const timeOf = (value: unknown): unknown =>
  value === null ? null : new Date(value as string).getTime()

const box = boxOf(600)

t.test('IC-01: SQLite and PostgreSQL hold the same rows', { skip: !hasPostgres }, async (t) => {
  const all = []
  for (const kind of kinds) {
    const url = await urlOf(kind, 'same')
    t.match(await pullInto(url, box), { added: 600, failure: null })
    t.match(await pullInto(url, box), { added: 0, failure: null })
    all.push(digestOf(await rowsOf(url)))
  }
  t.strictSame(all[0], all[1])
  t.match(all[0], { sessions: 600, events: 3_000, customers: 600 })
})

for (const kind of kinds)
  t.test(
    `IC-02: updating the client alters its tables, and no row is lost (${kind.kind})`,
    async (t) => {
      const url = await urlOf(kind, 'altered')
      const before = { guid: 'a', version: '10.5.2', sessions: [sessionOf('57', 900)] }
      t.match(await pullInto(url, before, 'before-10.6'), { added: 1, failure: null })
      const after = {
        ...before,
        version: '10.6.1',
        sessions: [...before.sessions, sessionOf(lsid(9), 950)],
      }
      // The old client stays as it is until somebody reinstalls it, and says why it stands still.
      t.match(await pullInto(url, after, 'before-10.6'), {
        added: 0,
        failure: { code: 'lsid-not-integer' },
      })
      t.match(await pullInto(url, after), { added: 1, failure: null })
      t.match(await rowsOf(url), {
        session: [
          { lsid: lsid(9), lseq: 7 },
          { lsid: '57', lseq: null },
        ],
      })
      await t.rejects(ExtractionDatabase.open(url, 'before-10.6', host), NewerDatabase)
    },
  )

const doomed = fileURLToPath(new URL('./support/doomed-client.js', import.meta.url))

for (const kind of kinds)
  t.test(
    `IC-01: killed in a report and started again, it has each row once (${kind.kind})`,
    async (t) => {
      const url = await urlOf(kind, 'killed')
      const site = boxOf(600)
      const child = spawn(process.execPath, [doomed, url, '600'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'close')
      const kept = await countOf(url)
      t.ok(kept >= 500 && kept < 600, 'a first batch is there, and not all')
      t.match(await pullInto(url, site), { added: 600 - kept, failure: null })
      t.match(digestOf(await rowsOf(url)), { sessions: 600, events: 3_000, customers: 600 })
    },
  )

t.test(
  'SEC-01: a password that is not in the URL opens a PostgreSQL, and nothing else does',
  { skip: !hasPostgres },
  async (t) => {
    const password = 'p@ss/word: 1%'
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: postgres?.url })
    await client.connect()
    await client.query(`CREATE ROLE guarded LOGIN SUPERUSER PASSWORD '${password}'`)
    await client.query('CREATE SCHEMA guarded')
    await client.end()
    const url = `${postgres?.urlWithRole('guarded')}?options=-csearch_path%3Dguarded`
    await t.rejects(ExtractionDatabase.open(url, 'from-10.6', host))
    await t.rejects(ExtractionDatabase.open(url, 'from-10.6', host, 'wrong'), {
      message: /password authentication failed/,
    })
    const database = await ExtractionDatabase.open(url, 'from-10.6', host, password)
    t.equal(await database.resume(), null)
    await database.close()
  },
)

async function countOf(url: string): Promise<number> {
  const database = await ExtractionDatabase.open(url, 'from-10.6', host)
  const { length } = await database.tables.selectFrom('session').select('id').execute()
  await database.close()
  return length
}
