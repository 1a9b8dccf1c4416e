import type { Command } from './command.ts'
import { UsageError } from './errors.ts'
import { unknownWord } from './unknown-word.ts'

/** Commands that share their first word: `understudy chaos run`, `understudy chaos replay`. */
export function groupOf(word: string, summary: string, members: readonly Command[]): Command {
  const shown = members.filter(({ hidden }) => hidden !== true)
  const words = shown.map((member) => lastWordOf(member))
  const group: Command = {
    name: word,
    summary,
    synopsis: '<command> [options]',
    options: {},
    examples: shown.flatMap(({ examples }) => examples.slice(0, 1)),
    members,
    run: ([next, ...rest], terminal) => {
      if (next === undefined) throw new UsageError(`${word} expects ${words.join(', ')}`)
      const member = memberOf(group, next)
      if (member === undefined) throw unknownWord(`${word} command`, next, words)
      return member.run(rest, terminal)
    },
  }
  return group
}

/** The group's command with that name. */
export const memberOf = ({ members = [] }: Command, word = ''): Command | undefined =>
  members.find((member) => lastWordOf(member) === word)

export const lastWordOf = ({ name }: Command): string => name.slice(name.lastIndexOf(' ') + 1)
