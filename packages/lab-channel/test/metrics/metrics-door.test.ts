import t from 'tap'
import { EventCounts } from '../../src/metrics/event-counts.ts'
import { gaugeOf, type Measure, oneOf } from '../../src/metrics/measure.ts'
import { openMetricsDoor } from '../../src/metrics/metrics-door.ts'
import { loopback } from '../../src/places/loopback.ts'

/** The families of Prometheus' text: what is said of each, and its samples. */
function familiesIn(text: string): ReadonlyMap<string, { type: string; help: string }> {
  const families = new Map<string, { type: string; help: string }>()
  for (const [, name = '', help = ''] of text.matchAll(/^# HELP (\S+) (.*)$/gm))
    families.set(name, { type: '', help })
  for (const [, name = '', type = ''] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm))
    families.set(name, { help: families.get(name)?.help ?? '', type })
  return families
}

async function doorTo(read: () => readonly Measure[]) {
  const door = await openMetricsDoor(loopback, read)
  t.teardown(() => door.close())
  const get = (path = '/metrics', method = 'GET') =>
    fetch(`${loopback.url('http', door.port)}${path}`, { method })
  return { get, text: async () => (await get()).text() }
}

t.test(
  'LAB-04: a process tells its measures and those of Node.js as Prometheus reads them',
  async (t) => {
    const events = new EventCounts()
    for (const name of ['link-up', 'link-down', 'link-up']) events.add(name)
    const { get, text } = await doorTo(() => [
      events.measure(),
      gaugeOf('understudy_link_up', 'Whether the peer is linked', true),
      oneOf('understudy_role', 'Which role it has: 1', 'role', ['primary', 'backup'], 'backup'),
    ])
    t.match((await get()).headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
    const said = await text()
    t.match(said, /^understudy_events_total\{event="link-up"\} 2$/m, 'asking twice counts once')
    t.match(said, /^understudy_link_up 1$/m)
    t.match(said, /^understudy_role\{role="primary"\} 0\nunderstudy_role\{role="backup"\} 1$/m)
    t.match(said, /^process_resident_memory_bytes \d+$/m)
    for (const [name, { type, help }] of familiesIn(said)) {
      t.not(help, '', `${name} is explained`)
      t.equal(type === 'counter', name.endsWith('_total'), `${name} is named as what it is`)
    }
  },
)

t.test('LAB-04: what is not measured any more is not told any more', async (t) => {
  let measures: readonly Measure[] = [gaugeOf('understudy_link_up', 'Linked', 1)]
  const { text } = await doorTo(() => measures)
  t.match(await text(), /^understudy_link_up 1$/m)
  measures = []
  t.notMatch(await text(), /^understudy_link_up /m)
})

t.test(
  'LAB-04: the door tells nothing but the metrics, and a failing measure ends nothing',
  async (t) => {
    let fails = true
    const { get } = await doorTo(() => {
      if (fails) throw new Error('the store is closed')
      return []
    })
    t.equal((await get('/')).status, 404)
    t.equal((await get('/metrics', 'POST')).status, 404)
    const failed = await get()
    t.equal(failed.status, 503)
    t.equal(await failed.text(), 'the store is closed\n')
    fails = false
    t.equal((await get()).status, 200)
  },
)
