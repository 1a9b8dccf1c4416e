import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { loopback } from '@understudy/lab-channel'
import type { Report, TracesData } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { leaveTraces } from '../../src/output/leave-traces.ts'
import { commandLine } from '../support/command-line.ts'

const folder = t.testdir({})
const rehearse = 'rehearse asynchronous --world virtual --seed 1 --out out'.split(' ')

/** A span's attributes as one value. */
const attributes = (span: {
  attributes: TracesData['resourceSpans'][0]['resource']['attributes']
}) => Object.fromEntries(span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

t.test(
  'LAB-04: a rehearsal is left as a trace in OpenTelemetry’s CI/CD conventions, in a file',
  async (t) => {
    const before = Date.now()
    t.equal((await commandLine(folder, [...rehearse, '--otlp', 'traces.jsonl'])).code, 0)
    const [line = ''] = readFileSync(join(folder, 'traces.jsonl'), 'utf8').split('\n')
    const traces = JSON.parse(line) as TracesData
    const spans = traces.resourceSpans[0]?.scopeSpans[0]?.spans ?? []
    const [run] = spans
    t.match(run, {
      name: 'RUN asynchronous',
      kind: 2,
      traceId: /^[0-9a-f]{32}$/,
      parentSpanId: undefined,
    })
    t.match(attributes(run ?? { attributes: [] }), {
      'cicd.pipeline.name': 'asynchronous',
      'cicd.pipeline.action.name': 'RUN',
      'cicd.pipeline.result': 'success',
      'understudy.seed': '1',
    })
    t.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length)
    const known = new Set(spans.map(({ spanId }) => spanId))
    for (const span of spans) {
      t.match(span.spanId, /^[0-9a-f]{16}$/)
      t.ok(span.parentSpanId === undefined ? span === run : known.has(span.parentSpanId), span.name)
      t.ok(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano), span.name)
      t.ok(BigInt(span.startTimeUnixNano) >= BigInt(before) * 1_000_000n, 'in the present')
    }
    const step = spans.find(({ name }) => name === 'sync-b')
    t.match(attributes(step ?? { attributes: [] }), { 'cicd.pipeline.task.run.result': 'success' })
    t.ok(spans.some(({ name }) => name === 'site down'))
  },
)

t.test(
  'LAB-04: or sent to an OTLP endpoint; one that refuses is told, and the report is there',
  async (t) => {
    const got: { url?: string | undefined; type?: string | undefined; body: string }[] = []
    let status = 200
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        got.push({ url: request.url, type: request.headers['content-type'], body })
        response.writeHead(status).end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, loopback.host, resolve))
    t.teardown(() => server.close())
    const url = loopback.url('http', (server.address() as AddressInfo).port)
    const read = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8')
    const report = JSON.parse(read('report.json')) as Report
    const events = read('events.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LabEvent)
    let said = ''
    const err = (words: string): void => {
      said += words
    }
    const leave = (to: string, code: number) =>
      leaveTraces(to, { report }, events, { folder, err }, code)
    t.equal(await leave(url, 0), 0)
    t.match(got, [{ url: '/v1/traces', type: 'application/json', body: /"cicd.pipeline.name"/ }])
    status = 500
    t.equal(await leave(`${url}/collect`, 0), 5)
    t.match(said, /could not be left at .*: it answered 500/)
    t.equal(got[1]?.url, '/collect')
    t.equal(await leave(`${url}/collect`, 1), 1, 'what the rehearsal came to counts more')
    t.equal(await leave('no/such/folder/traces.jsonl', 0), 5)
  },
)
