import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'

/** What every one of these programs begins with; its argument is its configuration. */
const head = `
import { runProgram, StartFailure } from '@understudy/lab-channel'
const readConfig = (text) => JSON.parse(text)
const say = (line) => process.stdout.write(line + '\\n')
`
const programs = {
  'good.mjs': `${head}
    const stop = (reason) => say(reason)
    await runProgram({ readConfig, start: async () => ({ ready: { port: 7 }, stop }) })
    setInterval(() => {}, 1e6)
  `,
  'stuck.mjs': `${head}
    setInterval(() => {}, 1e6)
    await runProgram({
      readConfig,
      start: () => new Promise(() => say('starting')),
    })
  `,
  'failing.mjs': `${head}
    await runProgram({
      readConfig,
      start: async ({ exitCode }) => { throw new StartFailure(exitCode, 'The disk is full.') },
    })
  `,
  'mistaken.mjs': `${head}
    await runProgram({
      readConfig,
      start: async () => {
        setImmediate(() => { throw new TypeError('a mistake') })
        return { ready: {}, stop: () => {} }
      },
    })
  `,
}

function start(t: Test, program: string, ...args: readonly string[]) {
  const folder = t.testdir(programs)
  const child = spawn(process.execPath, [join(folder, `${program}.mjs`), ...args])
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** Waits for its first words, does that to it, and answers how it ends. */
async function endedBy(
  child: ChildProcessWithoutNullStreams,
  end: () => unknown,
): Promise<{ first: string; last: string; code: number | null }> {
  const [first] = await once(child.stdout, 'data')
  const last = text(child.stdout)
  end()
  const [code] = await once(child, 'exit')
  return { first: String(first), last: await last, code }
}

t.test(
  'LAB-01: a program says that it is ready, and stops cleanly when it is asked to',
  async (t) => {
    for (const [config, how] of [
      ['{"lifeline":true}', 'the lifeline closed'],
      ['{"lifeline":true}', 'SIGTERM'],
      ['{}', 'SIGINT'],
    ] as const) {
      const child = start(t, 'good', config)
      const signal = how === 'SIGTERM' || how === 'SIGINT' ? how : undefined
      const ended = await endedBy(child, () =>
        signal === undefined ? child.stdin.end() : child.kill(signal),
      )
      t.same(ended, { first: '{"ready":true,"port":7}\n', last: `${how}\n`, code: 0 })
    }
  },
)

t.test('LAB-01: a program that still starts ends at once when it is asked to', async (t) => {
  const orphan = start(t, 'stuck', '{"lifeline":true}')
  t.match(await endedBy(orphan, () => orphan.stdin.end()), { first: 'starting\n', code: 0 })
  const killed = start(t, 'stuck', '{}')
  t.match(await endedBy(killed, () => killed.kill('SIGTERM')), { first: 'starting\n', code: 0 })
})

t.test('CLI-08: a failure is told in one line and by the exit code', async (t) => {
  const failure = async (program: string, ...args: readonly string[]) => {
    const child = start(t, program, ...args)
    const said = text(child.stderr)
    const [code] = await once(child, 'exit')
    return { code, said: await said }
  }
  const full = 'error: The disk is full.\n'
  t.same(await failure('failing', '{"exitCode":1}'), { code: 1, said: full })
  t.same(await failure('failing', '{"exitCode":3}'), { code: 3, said: full })
  const expected = 'error: Expected one argument, the configuration file (JSON), found'
  t.same(await failure('good'), { code: 3, said: `${expected} none.\n` })
  t.same(await failure('good', '{}', '{}'), { code: 3, said: `${expected} 2.\n` })
  t.match(await failure('mistaken', '{}'), { code: 1, said: /^TypeError: a mistake\n +at / })
})
