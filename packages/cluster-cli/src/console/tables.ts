import { type Operation, operationTables } from '@understudy/shared'

/** An operation as the page shows it: what its form asks for comes from its schema (WEB-06). */
interface OperationTold {
  readonly title: string
  readonly kind: 'read' | 'change'
  readonly input: unknown
  readonly secret: readonly string[]
  /** It takes or gives a file, which the command line moves. */
  readonly file: boolean
}

export const tablesTold = (): Readonly<Record<string, Readonly<Record<string, OperationTold>>>> =>
  Object.fromEntries(
    Object.entries(operationTables).map(([kind, table]) => [
      kind,
      Object.fromEntries(
        Object.entries(table).map(([name, operation]) => [name, told(operation)] as const),
      ),
    ]),
  )

const told = ({ title, kind, input, secret = [], file }: Operation): OperationTold => ({
  title,
  kind,
  input,
  secret,
  file: file !== undefined,
})
