import type { ServerMessage } from '@understudy/shared'
import t from 'tap'
import { ClientSocket } from '../src/client-socket.ts'
import { SiteDialer } from '../src/site-dialer.ts'
import { testCertificate } from './support/test-certificate.ts'
import { TlsSite } from './support/tls-site.ts'

const siteHostname = 'support.example.com'

/** What a client hears that says `hello` as an old Jump Client, until its connection is over. */
async function heard(prepare: (site: TlsSite) => void): Promise<readonly string[]> {
  const site = new TlsSite()
  prepare(site)
  const port = await site.listen()
  const dialer = new SiteDialer({ siteHostname, trusted: [testCertificate], doorTo: () => port })
  const news: string[] = []
  await new Promise<void>((resolve) => {
    const socket = new ClientSocket(
      dialer,
      { host: siteHostname, office: 'office-1' },
      {
        onOpened: () => {
          news.push('opened')
          socket.send({ type: 'hello', kind: 'jump-client', name: 'j', version: '11.1.0' })
        },
        onFailed: (reason) => {
          news.push(`failed ${reason}`)
          resolve()
        },
        onMessage: (message: ServerMessage) => {
          news.push(JSON.stringify(message))
          if (message.type !== 'upgrade') return
          socket.close()
          resolve()
        },
        onClosed: (reason) => {
          news.push(`closed ${reason}`)
          resolve()
        },
      },
    )
  })
  site.stop()
  return news
}

t.test('CLI-03: an update comes as frames after its announcement, and is told once', async (t) => {
  t.same(await heard(() => undefined), [
    'opened',
    '{"type":"upgrade","version":"12.2.0","sizeBytes":100000}',
  ])
})

t.test('SEC-03: more bytes than announced end the connection', async (t) => {
  const news = await heard((site) => {
    site.updatePieces = [99_999, 2]
  })
  t.same(news, ['opened', 'closed the site sent what is no message of the channel'])
})

t.test('FO-06: who is turned away before there is a channel hears the same refusal', async (t) => {
  const news = await heard((site) => {
    site.turnsAwayWith = { 'x-understudy-refusal': 'in-maintenance' }
  })
  t.match(news, ['opened', /^\{"type":"refused","code":"in-maintenance"/, 'closed in-maintenance'])
})

t.test('SEC-03: turned away without a reason that clients know, it has failed', async (t) => {
  for (const headers of [{}, { 'x-understudy-refusal': 'whatever' }] as const)
    t.same(
      await heard((site) => {
        site.turnsAwayWith = headers
      }),
      ['failed reset'],
    )
})
