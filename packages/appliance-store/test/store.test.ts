import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import t from 'tap'
import { inTransaction, row, storeContract } from '../contract/index.ts'
import { whyTooOld } from '../src/database-driver.ts'
import { openStore, StoreError } from '../src/index.ts'

t.test('the store in memory', (t) => {
  storeContract(t, () => openStore(':memory:'))
  t.end()
})

t.test('the store in a file', (t) => {
  let count = 0
  storeContract(t, () => {
    count++
    const store = openStore(join(t.testdir(), `${count}.db`))
    t.teardown(() => store.close())
    return store
  })
  t.end()
})

const errorOf = (open: () => unknown): StoreError => {
  try {
    open()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('expected a StoreError, but the store was opened')
}

function filled(path: string): void {
  const store = openStore(path)
  for (let first = 1; first <= 2_000; first += 100) {
    const rows = Array.from({ length: 100 }, (_, i) => row(first + i))
    inTransaction(store, () => store.sessions.append(rows, true))
  }
  store.close()
}

t.test('SYN-06: what was committed is there after opening again, with its totals', async (t) => {
  const path = join(t.testdir(), 'a.db')
  filled(path)
  const store = openStore(path, { mustExist: true })
  t.equal(store.totals().sessions, 2_000)
  t.same(store.sessions.after(row(1).origin, false, 1_999, 100), [row(2_000)])
  store.close()
  store.close()
})

t.test('a newer schema is refused with both versions and the file', async (t) => {
  const path = join(t.testdir(), 'a.db')
  filled(path)
  const db = new Sqlite(path)
  db.pragma('user_version = 99')
  db.close()
  const error = errorOf(() => openStore(path))
  t.equal(error.code, 'newer-schema')
  t.match(error.message, path)
  t.match(error.message, /version 99.*at most 3/)
})

const backTo = {
  2: 'ALTER TABLE counters ADD COLUMN newest_ms INTEGER NOT NULL DEFAULT 0; PRAGMA user_version = 2;',
  1: 'DROP TABLE jump_clients; PRAGMA user_version = 1;',
}
for (const [version, steps] of [
  [2, backTo[2]],
  [1, backTo[2] + backTo[1]],
] as const)
  t.test(`what a program of schema version ${version} has stored is taken over`, async (t) => {
    const path = join(t.testdir(), 'a.db')
    filled(path)
    const db = new Sqlite(path)
    db.exec(steps)
    db.close()
    const store = openStore(path, { mustExist: true })
    t.teardown(() => store.close())
    t.equal(store.totals().sessions, 2_000)
    const pc = { name: 'pc', kind: 'jump-client', mode: 'active', version: '11.1.0' } as const
    inTransaction(store, () => store.jumpClients.put([{ ...pc, lastCheckInMs: 1 }]))
    t.equal(store.jumpClients.page('', 10).length, 1)
  })

t.test('SEC-03: a truncated database is refused, and nothing of it is removed', async (t) => {
  const path = join(t.testdir(), 'a.db')
  filled(path)
  const sizeBytes = Math.floor(statSync(path).size / 2 / 4096) * 4096
  truncateSync(path, sizeBytes)
  const error = errorOf(() => openStore(path))
  t.equal(error.code, 'damaged')
  t.match(error.message, path)
  t.equal(statSync(path).size, sizeBytes)
})

t.test('SEC-03: a file that is no database, or somebody else’s, is refused', async (t) => {
  const path = join(t.testdir({ 'text.db': 'hello '.repeat(200) }), 'text.db')
  t.equal(errorOf(() => openStore(path)).code, 'damaged')
  const other = join(t.testdir(), 'other.db')
  const db = new Sqlite(other)
  db.exec('CREATE TABLE mine (a)')
  db.close()
  t.equal(errorOf(() => openStore(other)).code, 'damaged')
})

t.test('data that must exist are not made anew', async (t) => {
  const path = join(t.testdir(), 'a.db')
  t.match(errorOf(() => openStore(path, { mustExist: true })).message, /no such file/)
  writeFileSync(path, '')
  t.match(errorOf(() => openStore(path, { mustExist: true })).message, /an empty file/)
})

t.test('a second process on the same file is refused', async (t) => {
  const path = join(t.testdir(), 'a.db')
  const store = openStore(path)
  t.teardown(() => store.close())
  t.equal(errorOf(() => openStore(path)).code, 'in-use')
})

t.test('SEC-01: the file, which holds the pre-shared key, is for its user alone', async (t) => {
  const path = join(t.testdir(), 'a.db')
  const store = openStore(path)
  inTransaction(store, () => store.values.put('pre-shared-key', 'not for others'))
  for (const file of [path, `${path}-wal`]) t.equal(statSync(file).mode & 0o777, 0o600, file)
  store.close()
})

t.test('an absent folder is told as such', async (t) => {
  const path = join(t.testdir(), 'nowhere', 'a.db')
  t.match(
    errorOf(() => openStore(path)),
    { code: 'unusable', message: /nowhere/ },
  )
})

t.test('LAB-01: a driver that would crash this Node.js is not loaded', (t) => {
  t.match(whyTooOld('13.2.0', '9'), /13\.2\.0, .* for Node\.js 22\.14 and later/)
  t.equal(whyTooOld('13.2.0', '10'), undefined, 'it comes compiled for Node-API 10')
  t.equal(whyTooOld('12.11.1', '9'), undefined, 'it was compiled for the Node.js that runs')
  t.end()
})
