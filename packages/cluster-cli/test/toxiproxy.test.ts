import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { run } from '../src/program.ts'
import { commandLine } from './support/command-line.ts'

const proxy = { name: 'p', listen: '127.0.0.1:0', upstream: '127.0.0.1:9' }
const folder = t.testdir({
  'proxies.json': JSON.stringify([proxy]),
  'broken.json': '[{}]',
})

interface Running {
  readonly url: string
  readonly told: string
  stop(): Promise<number>
}

/** Starts the command and resolves when it tells its address. */
function start(t: Test, args: readonly string[]): Promise<Running> {
  return new Promise((resolve, reject) => {
    let told = ''
    let stopped = (_signal: string): void => undefined
    const out = (text: string): void => {
      told += text
      const [, url] = /at (http:\S+), seed \d+\n/.exec(told) ?? []
      if (url !== undefined) resolve({ url, told, stop })
    }
    const code = run(['toxiproxy', ...args], {
      folder,
      out,
      err: () => undefined,
      input: async () => '',
      lines: () => Readable.from([]),
      columns: 100,
      outColor: false,
      errColor: false,
      onStop: (listener) => {
        stopped = listener
        return () => undefined
      },
    })
    code.catch(reject)
    const stop = (): Promise<number> => {
      stopped('SIGINT')
      return code
    }
    t.teardown(stop)
  })
}

t.test('NET-10: the Toxiproxy API is served without a lab, with proxies of a file', async (t) => {
  const { url, told, stop } = await start(t, [
    '--port',
    '0',
    '--config',
    'proxies.json',
    '--seed',
    '7',
  ])
  t.match(told, /seed 7\n$/)
  const proxies = (await (await fetch(`${url}/proxies`)).json()) as Record<string, unknown>
  t.match(proxies, { p: { upstream: '127.0.0.1:9', enabled: true } })
  t.equal((await fetch(`${url}/metrics`)).status, 404)
  t.equal(await stop(), 0)
  await t.rejects(fetch(`${url}/version`))
})

t.test('NET-10: metrics are there where they are asked for', async (t) => {
  const { url } = await start(t, ['--port', '0', '--metrics'])
  t.equal((await fetch(`${url}/metrics`)).status, 200)
})

t.test('NET-10: wrong options and files are told', async (t) => {
  for (const args of [['--port', '70000'], ['--port', 'x'], ['extra']]) {
    t.equal((await commandLine(folder, ['toxiproxy', ...args])).code, 3, args.join(' '))
  }
  for (const [file, complaint] of [
    ['broken.json', 'missing required field: name at proxy 1'],
    ['nowhere.json', 'no such file'],
  ] as const) {
    const args = ['toxiproxy', '--port', '0', '--config', file]
    const { code, err } = await commandLine(folder, args)
    t.equal(code, 1)
    t.match(err, complaint)
  }
})
