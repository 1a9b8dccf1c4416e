import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import Value from 'typebox/value'

/** Checks whether a value fits the schema. Compiled on first use, so an unused check costs nothing. */
export function checkOf<S extends TSchema>(schema: S): (value: unknown) => value is Static<S> {
  let validator: Validator | undefined
  return (value): value is Static<S> => {
    validator ??= Compile(schema)
    return validator.Check(value)
  }
}

/** So often a schema is interpreted; who asks more often waits for its compiler once. */
const interpretedMax = 10

interface UsedSchema {
  uses: number
  check?: (value: unknown) => boolean
}

const used = new WeakMap<TSchema, UsedSchema>()

/** As {@link checkOf}, for schemas of which most are asked once or twice, and some all the time: those of a table. */
export function fitsSchema(schema: TSchema, value: unknown): boolean {
  const known = used.get(schema) ?? { uses: 0 }
  if (known.uses === 0) used.set(schema, known)
  known.uses += 1
  if (known.uses > interpretedMax) known.check ??= checkOf(schema)
  return known.check?.(value) ?? Value.Check(schema, value)
}
