import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

/** Checks whether a value fits the schema. Compiled on first use, so an unused check costs nothing. */
export function checkOf<S extends TSchema>(schema: S): (value: unknown) => value is Static<S> {
  let validator: Validator | undefined
  return (value): value is Static<S> => {
    validator ??= Compile(schema)
    return validator.Check(value)
  }
}
