import t from 'tap'
import { rowsOf } from '../../src/checkers/checker.ts'
import { logsOnlyGrow } from '../../src/checkers/logs-only-grow.ts'
import { reportEqualsData } from '../../src/checkers/report-equals-data.ts'
import { sameData } from '../../src/checkers/same-data.ts'
import { preparedScene, write } from '../support/scene.ts'

/* The laws that compare what is on the disks. */

t.test('CHA-03: a log that is cut back without a word is found', async (t) => {
  const scene = preparedScene()
  const found: string[] = []
  const watch = logsOnlyGrow.watch(scene, (message) => void found.push(message))
  const head = { origin: 'f'.repeat(32), legacy: true, lastSeq: 7, bytes: 0 }
  const digest = { high: 0, low: 0 }
  write(scene.stores.b, (store) => store.logs.putHead({ ...head, digest }))
  watch.onStep?.()
  write(scene.stores.b, (store) => store.logs.putHead({ ...head, digest, lastSeq: 5 }))
  watch.onStep?.()
  t.match(found, [/from 7 to 5/])
})

t.test('CHA-03: a session that only one disk has, or has differently, is found', async (t) => {
  const scene = preparedScene(20)
  const { a, b } = scene.stores
  const [first] = rowsOf(a)
  if (first === undefined) throw new Error('the lab has stored sessions')
  const other = { ...first, origin: 'f'.repeat(32), seq: 1, lsid: 'other', recording: '' }
  const found = (): unknown => {
    const records: string[] = []
    sameData.watch(scene, (message, which = []) => void records.push(message, ...which)).atEnd?.()
    return records.filter((line) => !/logs|^\[/.test(line))
  }
  t.same(found(), [])
  write(a, (store) => store.sessions.append([other], true))
  const place = `${other.origin}/${other.legacy}/1 other`
  t.same(found(), ['the two hold different sessions after a sync', place])
  write(b, (store) => store.sessions.append([{ ...other, body: 'another' }], true))
  t.same(found(), ['the two hold different sessions after a sync', place])
  const lacking = { ...other, origin: 'e'.repeat(32) }
  write(b, (store) => store.sessions.append([lacking], true))
  t.match(found(), [/different sessions/, place, /^e{32}/])
})

t.test(
  'CHA-03: a Jump Client that the backup lacks is found, but for one that came after the last sync began',
  async (t) => {
    const scene = preparedScene()
    const named = (name: string) =>
      ({ name, kind: 'jump-client', mode: 'active', version: '11.1.0', lastCheckInMs: 1 }) as const
    const sync = { trigger: 'operator', source: 'b', atMs: 0 } as const
    const found: (readonly string[])[] = []
    const watch = sameData.watch(scene, (_, records = []) => void found.push(records))
    const ended = { recordsReceived: 0, recordsSent: 0, bytesReceived: 0, blobsReceived: 0 }
    write(scene.stores.a, (store) => store.jumpClients.put([named('before')]))
    watch.onEvent?.({ name: 'sync-started', ...sync })
    write(scene.stores.a, (store) => store.jumpClients.put([named('later')]))
    watch.onEvent?.({ name: 'sync-finished', ...ended, digestsAgree: true, durationMs: 1, ...sync })
    watch.atEnd?.()
    t.same(found, [['before']])
    write(scene.stores.b, (store) => store.jumpClients.put([named('before')]))
    watch.atEnd?.()
    t.equal(found.length, 1, 'it has all that was offered')
  },
)

t.test('CHA-03: a log whose head does not fit its sessions is found', async (t) => {
  const scene = preparedScene(20)
  const found = (): readonly string[] => {
    const messages: string[] = []
    reportEqualsData.watch(scene, (message) => void messages.push(message)).atEnd?.()
    return messages
  }
  t.same(found(), [])
  const [head] = scene.stores.b.logs.heads()
  if (head === undefined) throw new Error('the lab has a log')
  const digest = { ...head.digest, low: (head.digest.low + 1) >>> 0 }
  write(scene.stores.b, (store) => store.logs.putHead({ ...head, digest }))
  t.match(found(), [/b’s log of .* is not what its head says/])
})
