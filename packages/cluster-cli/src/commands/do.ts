import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import {
  type AnyOperationName,
  type HostOperationName,
  isOperationOf,
  type LabCommand,
  nearestWord,
  type Operation,
  type Outcome,
  schemaErrors,
  type Target,
  targetOf,
} from '@understudy/shared'
import { fileErrorOf } from '../files/file-error.ts'
import { mostPrecise, withNearestFields } from '../files/problem-words.ts'
import { readSecret } from '../files/read-secret.ts'
import {
  callRunningLab,
  downloadFromLab,
  uploadPackageToLab,
  uploadToLab,
} from '../lab/running/call-running-lab.ts'
import { labOfOptions, type RunningLab } from '../lab/running/choose-lab.ts'
import { commandRunningLab } from '../lab/running/command-running-lab.ts'
import { hostOfLab } from '../lab/running/roster-of-lab.ts'
import { whichLab } from '../lab/running/which-lab.ts'
import { atOptions } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { inputOfOptions, jsonOf, optionsOfInput } from '../usage/operation-fields.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import { shownAnswer } from '../usage/shown-answer.ts'
import type { Terminal } from '../usage/terminal.ts'
import {
  refuseFieldOptions,
  requireKind,
  type UnionInput,
  unionInputOf,
} from '../usage/union-input.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'

const inputOption = {
  value: 'JSON',
  help: 'the whole input; "-" reads it from standard input',
} as const
const options = { ...whichLab, input: inputOption, ...atOptions }

/** If a field of the operation is called `name`, the option means that field, and only --lab says which lab. */
function withoutField({ values }: CommandLine, fields: object): Pick<CommandLine, 'values'> {
  if (!Object.hasOwn(fields, 'name')) return { values }
  return { values: new Map([...values].filter(([option]) => option !== 'name')) }
}

export const doCommand: Command = {
  name: 'do',
  summary: 'ask an operation of an appliance of a running lab, its witness, network or clients',
  synopsis:
    '<appliance|witness|network|clients> <operation> [--lab LAB | --at URL] [--input JSON | --field value ...]',
  options,
  notes: [
    'appliances: those of the lab, as a and b; operations and their fields: understudy operations',
    '--lab means the same for every command; --name is the field where an operation has one (set-record)',
    'What is secret is never given on the command line: --key-file FILE, or --input -',
  ],
  examples: [
    'understudy do a status',
    'understudy do b sync-now',
    'understudy do a set-setting --key motd --value "Back at nine"',
    'understudy do a set-pre-shared-key --key-file key.txt',
    `understudy do b set-address-enabled --input '{"address":"192.0.2.100","enabled":true}'`,
    'understudy do network set-record --name support.example.com --address 192.0.2.11',
    `understudy do network add-fault --input '{"kind":"latency","from":"clients","to":"a","latencyMs":300}'`,
    'understudy do clients redeploy --clients msi-consoles',
    'understudy do a download-backup --logged-history true --passphrase-file secret.txt --to a.nsb',
    'understudy do b upload-backup --passphrase-file secret.txt --from a.nsb',
    'understudy do a make-download-key > key.txt',
    'understudy do a upload-update --from a-Bomgar-12.1.0.pkg',
  ],
  run: async (args, terminal) => {
    const asked = askedBy(args)
    const fields = optionsOfInput(asked.schema, asked.secret)
    const table = { ...options, ...fields, ...fileOptions[asked.file] }
    const union = unionInputOf(asked.operation, asked.schema, doCommand.examples)
    if (union !== undefined) refuseFieldOptions(union, args.slice(2), Object.keys(table))
    const line = parseOptions(args.slice(2), table)
    wordsOf([...args.slice(0, 2), ...line.words], ['appliance', 'operation'])
    const handed = fileToHandOver(asked, line)
    const input = await inputOf(asked, union, line, terminal, handed)
    const lab = await labOfOptions(withoutField(line, fields), terminal.folder)
    const answer = await askWithFiles({ ...asked, input, from: handed }, lab, line, terminal)
    return tell(answer, terminal)
  },
}

/** What is asked, and of whom. */
interface Asked {
  readonly who: string
  readonly target: Target
  readonly operation: AnyOperationName
  readonly schema: Operation['input']
  readonly secret: readonly string[]
  readonly file: 'gives' | 'takes' | 'package' | 'none'
}

function askedBy(args: readonly string[]): Asked {
  const [who, operation] = args.slice(0, 2).map((word) => (word.startsWith('-') ? undefined : word))
  if (who === undefined || operation === undefined)
    throw new UsageError(
      'do expects <appliance> and <operation> first, as in: understudy do b sync-now',
    )
  const target = targetOf(who)
  // A typing mistake is reported before a lab is looked for; only the lab can say whether an appliance is there.
  if (target.kind === 'appliance' && nearestWord(who, parts) !== undefined)
    throw unknownWord('appliance', who, parts)
  if (!isOperationOf(target, operation))
    throw unknownWord(whatOf[target.kind], operation, Object.keys(target.table))
  const { input: schema, secret = [], file = 'none' } = target.table[operation] as Operation
  return { who, target, operation, schema, secret, file }
}

const parts = ['network', 'clients', 'witness'] as const

const whatOf = {
  appliance: 'operation',
  network: 'operation of the network',
  clients: 'operation of the clients',
  witness: 'operation of the witness',
} as const satisfies Record<Target['kind'], string>

/** What is a file for the operation is one of this machine here. */
const fileOptions = {
  takes: { from: { value: 'FILE', help: 'the file of this machine to hand over' } },
  gives: {
    to: { value: 'FILE', help: 'where to write the file that it gives, for you alone to read' },
  },
  package: { from: { value: 'FILE', help: 'the package of this machine to upload' } },
  none: {},
} as const

function fileToHandOver({ file, operation }: Asked, { values }: CommandLine): string | undefined {
  if (values.has('file')) return undefined
  const from = values.get('from')
  if (file === 'package') return from
  if (file !== 'takes') return undefined
  if (from === undefined && !values.has('input'))
    throw new UsageError(`${operation} takes a file: --from FILE`)
  return from
}

/** Hands the file over before, or fetches the one that it gives. */
async function askWithFiles(
  asked: Asked & { readonly input: unknown; readonly from: string | undefined },
  lab: RunningLab,
  { values }: CommandLine,
  { folder }: Terminal,
): Promise<Outcome<unknown>> {
  const { who, from } = asked
  let { input } = asked
  if (from !== undefined) {
    const source = await openToRead(resolve(folder, from), from)
    if (asked.file === 'package') return await uploadPackageToLab(lab, who, source)
    const held = await uploadToLab(lab, who, source)
    if (!held.ok) return held
    input = { ...(input as object), file: held.value }
  }
  const answer = await ask(asked, lab, input)
  const to = asked.file === 'gives' ? values.get('to') : undefined
  if (!answer.ok || to === undefined) return answer
  const { file } = answer.value as { file: string }
  const sink = createWriteStream(resolve(folder, to), { mode: 0o600 })
  const fetched = await downloadFromLab(lab, who, file, sink)
  return fetched.ok ? answer : fetched
}

async function openToRead(path: string, shown: string): Promise<Readable> {
  try {
    return (await open(path, 'r')).createReadStream({ highWaterMark: 256 * 1024 })
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${fileErrorOf(error)}`)
  }
}

/** By now the input has been checked against the operation's schema. */
function ask(
  { who, target, operation }: Asked,
  lab: RunningLab,
  input: unknown,
): Promise<Outcome<unknown>> {
  if (target.kind === 'appliance' || target.kind === 'witness')
    return callRunningLab(
      lab,
      hostOfLab(lab, who, ['network', 'clients']),
      operation as HostOperationName,
      input as object,
    )
  return commandRunningLab(lab, target.kind, { kind: operation, input } as LabCommand)
}

function tell(answer: Outcome<unknown>, { out, err }: Terminal): number {
  if (answer.ok) {
    const { text, besides } = shownAnswer(answer.value)
    if (besides !== undefined) err(besides)
    out(text)
    return exitCodes.ok
  }
  err(`refused (${answer.refusal.code}): ${answer.refusal.message}\n`)
  return exitCodes.failed
}

/** Checked here already: a mistake in it is wrong usage, and nobody need be asked. */
async function inputOf(
  { operation, schema, secret }: Asked,
  union: UnionInput | undefined,
  { values }: CommandLine,
  { folder, input: standardInput }: Terminal,
  handed: string | undefined,
): Promise<unknown> {
  const json = values.get('input')
  const fields = inputOfOptions(schema, values, (file) => readSecret(file, folder))
  if (json !== undefined && Object.keys(fields).length > 0)
    throw new UsageError('give either --input or the fields, not both')
  const text = json === '-' ? await standardInput() : json
  const isBlank = text === undefined || text.trim() === ''
  if (union !== undefined && isBlank) requireKind(union, undefined)
  const given = text === undefined ? fields : jsonOf('option --input', text)
  // Its name on the appliance is known when it is there.
  const input = handed === undefined ? given : { ...(given as object), file: 'handed-over' }
  if (union !== undefined) requireKind(union, input)
  if (json !== undefined && json !== '-' && namesAny(input, secret))
    throw new UsageError(`${secret.join(', ')} of ${operation} is secret; give it by --input -`)
  const [problem] = withNearestFields(schema, mostPrecise(schemaErrors(schema, input)))
  if (problem === undefined) return input
  const found = secret.includes(problem.path.slice(1)) ? 'something else' : problem.found
  throw new UsageError(
    `${operation}: ${problem.path.slice(1)}: expected ${problem.expected}, found ${found}`,
  )
}

const namesAny = (input: unknown, names: readonly string[]): boolean =>
  typeof input === 'object' && input !== null && names.some((name) => Object.hasOwn(input, name))
