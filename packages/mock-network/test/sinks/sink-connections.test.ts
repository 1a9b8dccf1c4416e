import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import t from 'tap'
import { SinkConnections } from '../../src/sinks/sink-connections.ts'

t.test('LAB-01: a sink that has read and not answered yet is busy, until it has', async (t) => {
  const server = createServer()
  const accepted = once(server, 'connection')
  const told = { changed: () => {} }
  const sink = new SinkConnections('mail', server, () => told.changed())
  await sink.listen()
  t.teardown(() => server.close())
  const socket = connect(sink.listener ?? { port: 0 })
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  sink.connected('a', socket)
  const [end] = (await accepted) as [Socket]
  t.teardown(() => end.destroy())
  /** It says by itself when it may have changed. */
  const idle = async (): Promise<void> => {
    while (sink.isBusy)
      await new Promise<void>((resolve) => {
        told.changed = resolve
      })
  }
  end.write('220 who are you')
  await once(socket, 'data')
  await idle()
  socket.write('EHLO')
  await once(end, 'data')
  const lookedAgain = new Promise<void>((resolve) => {
    told.changed = resolve
  })
  t.equal(sink.isBusy, true, 'nothing is on its way, and an answer is to come')
  await lookedAgain
  end.write('250 welcome')
  await once(socket, 'data')
  await idle()
  t.pass('it has answered')
})
