import { clientsOperations, commandObjection, type LabCommand, siteTest } from '@understudy/shared'

/** Why the population cannot be asked that, as a sentence; undefined = it can. */
export const populationObjection = ({ kind, input }: LabCommand): string | undefined => {
  const table = kind === 'run-site-test' ? { [kind]: siteTest } : clientsOperations
  return commandObjection('clients', table, kind, input)
}
