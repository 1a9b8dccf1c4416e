import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'

/** Whether a value fits the schema. Compiled when first asked: a program that never asks never pays. */
export function checkOf<S extends TSchema>(schema: S): (value: unknown) => value is Static<S> {
  let validator: Validator | undefined
  return (value): value is Static<S> => {
    validator ??= Compile(schema)
    return validator.Check(value)
  }
}
