import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { ExtractionDatabase, passwordCredentials, pullOnce } from '../../src/index.ts'
import { boxOf, doorTo } from './site.ts'

/** A client that says a line for each piece of a report, to be killed at one of them: `watched-client.js URL SESSIONS`. */
const [url = '', sessions = ''] = process.argv.slice(2)
const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
const door = doorTo(boxOf(Number(sessions)))
const pieceBytes = 8_192

async function* inPieces(report: Buffer): AsyncIterable<Buffer> {
  for (let at = 0; at < report.length; at += pieceBytes) {
    process.stdout.write('piece\n')
    yield report.subarray(at, at + pieceBytes)
    await turn()
  }
}

await pullOnce({
  door: {
    ask: async (path, signal) => {
      const answer = await door.ask(path, signal)
      return path.startsWith('/api/reporting')
        ? { ...answer, body: Readable.from(inPieces(await buffer(answer.body))) }
        : answer
    },
  },
  database,
  credentials: passwordCredentials('ic', 'secret'),
  signal: new AbortController().signal,
})
await database.close()
