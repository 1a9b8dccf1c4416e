import type { AnyOperationName, OutputOf } from '@understudy/shared'
import type { Stage } from './stage.ts'

/** A file that the operator would have on their desk after the step. */
interface Kept<K extends AnyOperationName> {
  readonly suffix: string
  readonly textOf: (value: OutputOf<K>) => string
}

const files: { readonly [K in AnyOperationName]?: Kept<K> } = {
  'download-backup': {
    suffix: 'backup.json',
    textOf: (value) => `${JSON.stringify(value, null, 2)}\n`,
  },
  // CSV as it is, not CSV inside JSON: people open it as a spreadsheet (CLI-04).
  'export-jump-clients': { suffix: 'jump-clients.csv', textOf: ({ csv }) => csv },
}

/** Keeps what the step downloaded beside the report, named after the step: `backup-a.backup.json`. Says so. */
export function keepFile<K extends AnyOperationName>(
  stage: Stage,
  step: string,
  operation: K,
  value: OutputOf<K>,
): readonly string[] {
  const kept: Kept<K> | undefined = files[operation]
  if (kept === undefined) return []
  const file = `${step}.${kept.suffix}`
  stage.keep(file, kept.textOf(value))
  return [`Kept as ${file}.`]
}
