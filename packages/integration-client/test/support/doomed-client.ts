import { ExtractionDatabase, passwordCredentials, pullOnce } from '../../src/index.ts'
import { boxOf, doorTo } from './site.ts'

/** A client that stops for ever in the middle of a report, to be killed there: `doomed-client.js URL SESSIONS PIECES`. */
const [url = '', sessions = '', pieces = ''] = process.argv.slice(2)
const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
const door = doorTo(boxOf(Number(sessions)))
await pullOnce({
  door: {
    ask: async (path, signal) => {
      const answer = await door.ask(path, signal)
      if (!path.startsWith('/api/reporting')) return answer
      const body = answer.body
      let left = Number(pieces)
      const iterate = body[Symbol.asyncIterator].bind(body)
      body[Symbol.asyncIterator] = async function* (this: typeof body) {
        for await (const piece of { [Symbol.asyncIterator]: iterate }) {
          if (left-- === 0) {
            process.stdout.write('stopped\n')
            await new Promise((resolve) => setTimeout(resolve, 3_600_000))
          }
          yield piece
        }
      }
      return answer
    },
  },
  database,
  credentials: passwordCredentials('ic', 'secret'),
  signal: new AbortController().signal,
})
