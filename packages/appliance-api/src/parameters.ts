import { formPairs } from '@understudy/shared'

/** The parameters of a request, of its query and of its form together; the first of a name counts. */
export type Parameters = ReadonlyMap<string, string>

/** Reads `a=b&c=d` as forms are encoded (WHATWG URL 5.1). What is not encoded rightly stands for itself. */
export function parametersOf(...encoded: readonly string[]): Parameters {
  const parameters = new Map<string, string>()
  for (const text of encoded)
    for (const [name, value] of formPairs(text))
      if (!parameters.has(name)) parameters.set(name, value)
  return parameters
}
