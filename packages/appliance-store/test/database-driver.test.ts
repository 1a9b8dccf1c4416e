import t from 'tap'
import { openByDriver, whyNoDriver } from '../src/database-driver.ts'
import { storeErrorOf } from '../src/store-error.ts'

t.test('a driver that is missing is told from a database that cannot be opened', async (t) => {
  t.match(whyNoDriver({ tries: ['build/x.node'] }), /compiled part is missing/)
  t.match(whyNoDriver({ code: 'ERR_DLOPEN_FAILED' }), /another Node.js/)
  t.match(whyNoDriver({ code: 'MODULE_NOT_FOUND' }), /not installed/)
  t.equal(whyNoDriver({ code: 'SQLITE_CANTOPEN' }), undefined)
  t.equal(whyNoDriver(new Error('anything else')), undefined)
})

t.test('what the driver says of a database passes unchanged', async (t) => {
  t.throws(() => openByDriver(t.testdir(), {}), { code: /^SQLITE_/ })
})

t.test('SEC-03: what a failure of SQLite means is told with its cause', async (t) => {
  const meaning = {
    SQLITE_NOTADB: 'damaged',
    SQLITE_CORRUPT_VTAB: 'damaged',
    SQLITE_BUSY_SNAPSHOT: 'in-use',
    SQLITE_LOCKED: 'in-use',
    SQLITE_READONLY: 'unusable',
  }
  for (const [code, expected] of Object.entries(meaning)) {
    const cause = Object.assign(new Error('why'), { code })
    t.match(storeErrorOf(cause, 'a.db'), { code: expected, path: 'a.db', cause }, code)
  }
  for (const other of [new Error('no code'), null, { code: 7 }])
    t.equal(storeErrorOf(other, 'a.db'), other)
})
