import { resolve } from 'node:path'
import {
  type ApplianceName,
  applianceNames,
  isOperation,
  type OperationName,
  operationNames,
  operationOf,
  schemaErrors,
} from '@understudy/shared'
import { mostPrecise, withNearestFields } from '../files/problem-words.ts'
import { readText } from '../files/read-text.ts'
import { callRunningLab } from '../lab/call-running-lab.ts'
import { chooseLab } from '../lab/choose-lab.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { inputOfOptions, jsonOf, optionsOfInput } from '../usage/operation-fields.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Surroundings } from '../usage/surroundings.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'
import type { Command } from './command.ts'

const options = {
  name: { value: 'NAME', help: 'which lab (default: the only one that runs)' },
  input: { value: 'JSON', help: 'the whole input; "-" reads it from standard input' },
} as const

export const doCommand: Command = {
  name: 'do',
  summary: 'ask an operation of an appliance of a running lab',
  synopsis: '<appliance> <operation> [--name NAME] [--input JSON | --field value ...]',
  options,
  notes: [
    'appliances: a, b; operations and their fields: understudy operations',
    'What is secret is never given on the command line: --key-file FILE, or --input -',
  ],
  examples: [
    'understudy do a status',
    'understudy do b sync-now',
    'understudy do a set-setting --key motd --value "Back at nine"',
    'understudy do a set-pre-shared-key --key-file key.txt',
    `understudy do b set-address-enabled --input '{"address":"192.0.2.100","enabled":true}'`,
  ],
  run: async (args, surroundings) => {
    const [appliance, operation] = targetOf(args)
    const { input: schema, secret = [] } = operationOf(operation)
    const line = parseOptions(args.slice(2), { ...options, ...optionsOfInput(schema, secret) })
    wordsOf([...args.slice(0, 2), ...line.words], ['appliance', 'operation'])
    const input = await inputOf(operation, line, surroundings)
    const lab = await chooseLab(surroundings.folder, line.values.get('name'))
    const outcome = await callRunningLab(lab, appliance, operation, input)
    if (outcome.ok) {
      surroundings.out(`${JSON.stringify(outcome.value, null, 2)}\n`)
      return exitCodes.ok
    }
    surroundings.err(`refused (${outcome.refusal.code}): ${outcome.refusal.message}\n`)
    return exitCodes.failed
  },
}

function targetOf(args: readonly string[]): [ApplianceName, OperationName] {
  const [first, second] = args.slice(0, 2).map((word) => (word.startsWith('-') ? undefined : word))
  if (first === undefined || second === undefined)
    throw new UsageError(
      'do expects <appliance> and <operation> first, as in: understudy do b sync-now',
    )
  const appliance = applianceNames.find((name) => name === first)
  if (appliance === undefined) throw unknownWord('appliance', first, applianceNames)
  if (!isOperation(second)) throw unknownWord('operation', second, operationNames)
  return [appliance, second]
}

/** Checked here already: a mistake in it is wrong usage, and the appliance need not be asked. */
async function inputOf(
  operation: OperationName,
  { values }: CommandLine,
  { folder, input: standardInput }: Surroundings,
): Promise<unknown> {
  const { input: schema, secret = [] } = operationOf(operation)
  const json = values.get('input')
  const fields = inputOfOptions(schema, values, (file) =>
    readText({ path: resolve(folder, file), shown: file }).trim(),
  )
  if (json !== undefined && Object.keys(fields).length > 0)
    throw new UsageError('give either --input or the fields, not both')
  const input =
    json === undefined
      ? fields
      : jsonOf('option --input', json === '-' ? await standardInput() : json)
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
