import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { operationNames } from '@understudy/shared'
import t from 'tap'
import { commandLine } from './support/command-line.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The words of the README's command lines that begin so, without their comments. */
function commandLines(beginning: string): readonly string[][] {
  return readme
    .split('\n')
    .filter((line) => line.startsWith(beginning))
    .map((line) => (line.slice(beginning.length).split('#')[0] ?? '').trim().split(/\s+/))
}

t.test('REH-02: every rehearsal that the README shows runs, here in virtual time', async (t) => {
  const lines = commandLines('scripts/rehearse ')
  t.ok(lines.length >= 5)
  for (const words of lines) {
    const world = words.includes('--world') ? [] : ['--world', 'virtual']
    const out = words.indexOf('--out')
    const rest = out < 0 ? words : words.toSpliced(out, 2)
    const { code, err } = await commandLine(root, [
      'rehearse',
      ...rest,
      ...world,
      '--out',
      t.testdir(),
    ])
    t.equal(code, 0, words.join(' '))
    if (code !== 0) t.comment(err)
  }
})

t.test('LAB-01: every other command that the README shows is one of ours', async (t) => {
  const lines = commandLines('npx understudy ')
  t.ok(lines.length >= 4)
  for (const [command = '', , operation] of lines) {
    t.equal((await commandLine(root, [command, '--help'])).code, 0, command)
    if (operation !== undefined)
      t.ok((operationNames as readonly string[]).includes(operation), operation)
  }
})
