import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@understudy/shared'
import t from 'tap'
import { ExtractionDatabase, passwordCredentials, pullOnce } from '../src/index.ts'
import { hasPostgres, startPostgres } from './support/postgres.ts'
import { boxOf, doorTo } from './support/site.ts'

/** `scripts/kill-clients N` says more. */
const kills = Number(process.env['UNDERSTUDY_CLIENT_KILLS'] ?? '1')
/** What a site gains between two kills: more than one batch. */
const sessionsEach = 700
/** Each has five events and one customer. */
const eventsEach = 5

const folder = mkdtempSync(join(tmpdir(), 'understudy-ic-kills-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const postgres = hasPostgres ? await startPostgres() : undefined
t.teardown(() => postgres?.stop())
const client = fileURLToPath(new URL('./support/watched-client.js', import.meta.url))

/** Starts a client on so many sessions and kills it after that many pieces of its report; false = it was done before. */
async function killAfter(url: string, sessions: number, pieces: number): Promise<boolean> {
  const child = spawn(process.execPath, [client, url, String(sessions)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'piece') seen += 1
    if (seen === pieces) child.kill('SIGKILL')
  }
  const [, signal] = (await ended) as [number | null, string | null]
  return signal === 'SIGKILL'
}

async function countsOf(url: string) {
  const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
  const db = database.tables
  const identities = await db.selectFrom('session').select('identity').execute()
  const events = await db.selectFrom('session_event').select('id').execute()
  const customers = await db.selectFrom('customer').select('username').execute()
  await database.close()
  const distinct = new Set(identities.map(({ identity }) => identity)).size
  return {
    sessions: identities.length,
    distinct,
    events: events.length,
    customers: customers.length,
  }
}

for (const [kind, url] of Object.entries({
  SQLite: join(folder, 'killed.db'),
  PostgreSQL: postgres?.url,
}))
  t.test(
    `IC-01: killed ${kills} times at any moment, it has each row once (${kind})`,
    { skip: url === undefined && 'no PostgreSQL is installed' },
    async (t) => {
      if (url === undefined) return
      const random = createRandom(`kills/${kind}`)
      let hits = 0
      for (let i = 1; i <= kills; i++) {
        // The first pull reads everything; later ones what is new and ten minutes before it.
        const most = i === 1 ? 300 : 500
        if (await killAfter(url, i * sessionsEach, random.integer(1, most))) hits += 1
      }
      t.ok(hits > 0, `${hits} of ${kills} were killed in a report`)
      const site = boxOf(kills * sessionsEach)
      const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
      const credentials = passwordCredentials('ic', 'secret')
      const { signal } = new AbortController()
      const last = await pullOnce({ door: doorTo(site), database, credentials, signal })
      await database.close()
      t.equal(last.failure, null)
      const sessions = kills * sessionsEach
      t.strictSame(await countsOf(url), {
        sessions,
        distinct: sessions,
        events: sessions * eventsEach,
        customers: sessions,
      })
    },
  )
