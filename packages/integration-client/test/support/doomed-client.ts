import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ExtractionDatabase, passwordCredentials, pullOnce } from '../../src/index.ts'
import { boxOf, doorTo } from './site.ts'

/** A client that stops for ever in the middle of a report, to be killed there: `doomed-client.js URL SESSIONS`. */
const [url = '', sessions = ''] = process.argv.slice(2)
const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
const door = doorTo(boxOf(Number(sessions)))

/** The first nine tenths of a report; the rest never comes. */
async function* mostOf(report: Buffer): AsyncIterable<Buffer> {
  const stop = Math.floor(0.9 * report.length)
  for (let at = 0; at < stop; at += 4_096) yield report.subarray(at, Math.min(stop, at + 4_096))
  process.stdout.write('stopped\n')
  await new Promise((resolve) => setTimeout(resolve, 3_600_000))
}

await pullOnce({
  door: {
    ask: async (path, signal) => {
      const answer = await door.ask(path, signal)
      return path.startsWith('/api/reporting')
        ? { ...answer, body: Readable.from(mostOf(await buffer(answer.body))) }
        : answer
    },
  },
  database,
  credentials: passwordCredentials('ic', 'secret'),
  signal: new AbortController().signal,
})
