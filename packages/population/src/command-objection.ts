import { clientsOperations, commandObjection, type LabCommand } from '@understudy/shared'

/** Why the population cannot be asked that, as a sentence; undefined = it can. */
export const populationObjection = ({ kind, input }: LabCommand): string | undefined =>
  kind === 'run-site-test' ? undefined : commandObjection('clients', clientsOperations, kind, input)
