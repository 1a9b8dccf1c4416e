import type { Terminal } from '../usage/terminal.ts'
import type { PersonWord } from './conducting.ts'

/** What people write, word for word; the rest of the line is a reason. */
const words: Readonly<Record<string, PersonWord['word']>> = {
  '': 'go-on',
  go: 'go-on',
  yes: 'go-on',
  approve: 'go-on',
  pause: 'pause',
  skip: 'skip',
}

const expected = 'expected Enter to go on, pause, or skip and a reason'

/** A line of an attended rehearsal; undefined = it means nothing, or a step is to be skipped without a reason. */
export function personWordOf(line: string): PersonWord | undefined {
  const [first = '', ...rest] = line.trim().split(/\s+/)
  const word = Object.hasOwn(words, first) ? words[first] : undefined
  const reason = rest.join(' ')
  if (word === undefined || (word === 'skip' && reason === '')) return undefined
  return reason === '' ? { word } : { word, reason }
}

/** The people at the terminal, and those at the console that started this rehearsal (REH-04). */
export function peopleAt(terminal: Terminal): (say: (word: PersonWord) => void) => () => void {
  return (say) => {
    const onLine = (line: string): void => {
      const word = personWordOf(line)
      if (word !== undefined) say(word)
      else if (terminal.screen !== undefined) terminal.screen.above(expected)
      else terminal.err(`${expected}\n`)
    }
    const forgetLines = terminal.onLine?.(onLine)
    const forgetStarter = terminal.starter?.onMessage((message) => {
      const { person } = message as { person?: PersonWord }
      if (person !== undefined && Object.values(words).includes(person.word)) say(person)
    })
    return () => {
      forgetLines?.()
      forgetStarter?.()
    }
  }
}
