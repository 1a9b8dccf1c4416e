import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { WriteStream } from 'node:tty'
import t from 'tap'
import { LiveScreen } from '../../src/usage/live-screen.ts'
import { shownOn } from './shown-on.ts'

/** A terminal of 80 columns, its keyboard, and what it shows. */
function terminal() {
  let sent = ''
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  stream.on('data', (chunk) => (sent += chunk))
  const keyboard = Object.assign(new PassThrough(), { isTTY: true as const })
  const screen = new LiveScreen(stream as unknown as WriteStream)
  const press = async (keys: string): Promise<void> => {
    const read = once(keyboard, 'data')
    keyboard.write(keys)
    await read
  }
  const shown = (): readonly string[] => shownOn(sent).filter((line) => line !== '')
  return { screen, keyboard, press, shown }
}

t.test('REH-04: what somebody types at an attended rehearsal outlives every redraw', async (t) => {
  const { screen, keyboard, press, shown } = terminal()
  const lines: string[] = []
  const end = screen.listen(
    keyboard,
    (line) => lines.push(line),
    () => lines.push('Ctrl-C'),
  )
  screen.draw(['a step, for 1 s', 'Enter: go on'])
  await press('skip nobidy')
  screen.draw(['a step, for 2 s', 'Enter: go on'])
  t.same(shown(), ['a step, for 2 s', 'Enter: go on', '> skip nobidy'])
  screen.above('something has happened')
  t.same(shown(), ['something has happened', 'a step, for 2 s', 'Enter: go on', '> skip nobidy'])
  await press('\u001B[D\u001B[D\u007Fo')
  screen.draw(['a step, for 3 s', 'Enter: go on'])
  t.equal(shown().at(-1), '> skip nobody', 'with the keys that edit a line')
  await press('\r')
  t.same(lines, ['skip nobody'])
  t.same(shown(), ['something has happened', 'a step, for 3 s', 'Enter: go on', '>'])
  await press('\u0003')
  t.same(lines, ['skip nobody', 'Ctrl-C'])
  end()
  screen.end()
  t.same(shown(), ['something has happened'])
})
