import {
  clientsOperationNames,
  clientsOperations,
  describe,
  isClientsOperation,
  type LabCommand,
  nearestWord,
  schemaErrors,
} from '@understudy/shared'

/** Why the population cannot be asked that, as a sentence; undefined = it can. */
export function commandObjection({ kind, input }: LabCommand): string | undefined {
  if (kind === 'run-site-test') return undefined
  if (!isClientsOperation(kind)) {
    const nearest = nearestWord(kind, clientsOperationNames)
    const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
    return `Expected an operation of the clients (${clientsOperationNames.join(', ')}), found ${describe(kind)}.${hint}`
  }
  const [error] = schemaErrors(clientsOperations[kind].input, input)
  return error && `${kind}${error.path}: expected ${error.expected}, found ${error.found}.`
}
