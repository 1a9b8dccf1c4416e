import { once } from 'node:events'
import type { LabChannel } from '@understudy/lab-channel'
import type { NetworkOutputOf } from '@understudy/shared'
import t, { type Test } from 'tap'
import { dial, startEcho } from './support/echo-appliance.ts'
import { startLab } from './support/lab.ts'

async function listed(channel: LabChannel): Promise<NetworkOutputOf<'list-events'>['events']> {
  const answer = await channel.command('network', { kind: 'list-events', input: {} })
  if (!answer.ok) throw new Error(answer.refusal.message)
  return (answer.value as NetworkOutputOf<'list-events'>).events
}

/** Sends that and answers the status line of what comes back; '' = the connection was closed. */
async function send(t: Test, channel: LabChannel, text: string): Promise<string> {
  const socket = await dial(t, channel, 'events.example.com')
  socket.write(text)
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  await once(socket, 'end')
  socket.end()
  return Buffer.concat(parts).toString().split('\r\n')[0] ?? ''
}

const form = (body: string, method = 'POST'): string =>
  `${method} /hook?x=1 HTTP/1.1\r\nHost: events\r\nContent-Length: ${body.length}\r\n\r\n${body}`

t.test(
  'API-06: the receiver takes forms by HTTP, as from the appliance that dialled',
  async (t) => {
    const lab = await startLab(t)
    const { channel } = await startEcho(t, lab, 'a')
    t.equal(await send(t, channel, form('event=e&lsid=7')), 'HTTP/1.1 200 OK')
    t.match(await listed(channel), [
      { via: 'a', path: '/hook?x=1', fields: { event: 'e', lsid: '7' }, status: 200 },
    ])
    await channel.command('network', { kind: 'set-event-answer', input: { status: 503 } })
    t.equal(await send(t, channel, form('event=e')), 'HTTP/1.1 503 Service Unavailable')
    // What is no event is told, and nothing is kept (SEC-03).
    t.equal(await send(t, channel, form('', 'GET')), 'HTTP/1.1 405 Method Not Allowed')
    t.equal(await send(t, channel, form('x'.repeat(70_000))), 'HTTP/1.1 413 Payload Too Large')
    t.equal(await send(t, channel, form('x'.repeat(20_000))), 'HTTP/1.1 400 Bad Request')
    t.equal(await send(t, channel, 'nonsense\r\n\r\n'), '')
    t.match(await listed(channel), { length: 2 })
  },
)
