import { namesFile, readLab } from '../../files/lab-source.ts'
import { UsageError } from '../../usage/errors.ts'
import type { CommandLine } from '../../usage/options.ts'
import { labNameOf } from '../../usage/values.ts'

/**
 * Which lab a command is about. `--lab` means the same everywhere: a lab of this folder by its name, or by the file it
 * was made from; `up` and `rehearse`, which make labs, take it too. `--name` is a lab's name only.
 */
export const whichLab = {
  lab: {
    value: 'LAB',
    help: 'which lab: its name, or its file (default: the only one that runs)',
  },
  name: { value: 'NAME', help: 'the same, by its name alone' },
} as const

/** The name of the lab these options mean; undefined = they name none. */
export function labNamed(
  { values }: Pick<CommandLine, 'values'>,
  folder: string,
): string | undefined {
  const [lab, name] = [values.get('lab'), values.get('name')]
  if (lab === undefined) return name === undefined ? undefined : labNameOf(name)
  if (name !== undefined)
    throw new UsageError(`give either --lab or --name: both say which lab, ${lab} and ${name}`)
  return namesFile(lab) ? readLab(lab, folder).name : labNameOf(lab, '--lab')
}
