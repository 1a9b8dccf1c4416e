import {
  type AnyOperationName,
  type InputOf,
  type OutputOf,
  operationIn,
  targetOf,
} from '@understudy/shared'
import type { Stage } from './stage.ts'

/** A text that the operator would have on their desk after the step. */
interface Kept<K extends AnyOperationName> {
  readonly suffix: string
  readonly textOf: (value: OutputOf<K>) => string
}

const texts: { readonly [K in AnyOperationName]?: Kept<K> } = {
  // CSV as it is, not CSV inside JSON: people open it as a spreadsheet (CLI-04).
  'export-jump-clients': { suffix: 'jump-clients.csv', textOf: ({ csv }) => csv },
}

/** How the files that operations give are called, beside the report. */
const suffixes: { readonly [K in AnyOperationName]?: (input: InputOf<K>) => string } = {
  'download-backup': () => 'nsb',
  'export-certificate': ({ format }) => (format === 'pem' ? 'pem' : 'p12'),
  'create-certificate-request': () => 'csr',
}

/** The name for the file that the step's operation gives; undefined = it gives none. */
export function fileGivenBy<K extends AnyOperationName>(
  step: string,
  operation: K,
  input: InputOf<K>,
): string | undefined {
  if (operationIn(targetOf(undefined), operation)?.file !== 'gives') return undefined
  const suffixOf: ((input: InputOf<K>) => string) | undefined = suffixes[operation]
  return `${step}.${suffixOf?.(input) ?? 'bin'}`
}

/** The input, in which the file is no longer named by the step that has given it but by its name on the desk. */
export function withFileOf<K extends AnyOperationName>(
  stage: Stage,
  operation: K,
  input: InputOf<K>,
): InputOf<K> {
  if (operationIn(targetOf(undefined), operation)?.file !== 'takes') return input
  const { file } = input as { file: string }
  return { ...input, file: stage.givenBy(file) ?? file }
}

/**
 * Keeps what the step downloaded beside the report, named after the step: `backup-a.nsb`. Says so. `given`: the file that its
 * operation gives.
 */
export function keepFile<K extends AnyOperationName>(
  stage: Stage,
  step: string,
  operation: K,
  value: OutputOf<K>,
  given?: string,
): readonly string[] {
  if (given !== undefined) {
    stage.noteGiven(step, given)
    return [`Kept as ${given}.`]
  }
  const kept: Kept<K> | undefined = texts[operation]
  if (kept === undefined) return []
  const file = `${step}.${kept.suffix}`
  stage.keep(file, kept.textOf(value))
  return [`Kept as ${file}.`]
}
