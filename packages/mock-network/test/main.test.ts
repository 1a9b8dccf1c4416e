import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinLab } from '@understudy/lab-channel'
import t from 'tap'
import { network, startsAtMs, token } from './support/lab.ts'

const program = fileURLToPath(new URL('../src/main.js', import.meta.url))

t.test('LAB-01: the process says when it is ready and ends when its lifeline does', async (t) => {
  const folder = t.testdir({ token: `${token}\n` })
  const configFile = join(folder, 'network.json')
  const config = {
    hubPort: 0,
    tokenFile: join(folder, 'token'),
    lab: { network: { ...network, latencyMs: 1 }, clock: 'skip', startsAtMs, name: 'unneeded' },
    participants: ['clients'],
    lifeline: true,
  }
  writeFileSync(configFile, JSON.stringify(config))
  const child = spawn(process.execPath, [program, configFile])
  t.teardown(() => child.kill('SIGKILL'))
  let log = ''
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  const [line] = await once(child.stdout, 'data')
  const ready = JSON.parse(String(line))
  t.equal(ready.ready, true)
  const channel = await joinLab({ hubPort: ready.hubPort, token, name: 'clients', kind: 'clients' })
  const lost = new Promise<void>((resolve) => channel.onLost(resolve))
  child.stdin.end()
  t.same(await once(child, 'exit'), [0, null])
  await lost
  channel.close()
  t.match(log, '"participant":"clients"')
  t.notOk(log.includes(token), 'the token is in no log')
})

t.test('SEC-03: a config that does not fit is refused with a sentence', async (t) => {
  const folder = t.testdir({ 'network.json': '{"hubPort":-1}' })
  const child = spawn(process.execPath, [program, join(folder, 'network.json')])
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  t.same(await once(child, 'close'), [1, null])
  t.match(said, /^network config\/tokenFile: expected a value, found nothing\.\n$/)
})
