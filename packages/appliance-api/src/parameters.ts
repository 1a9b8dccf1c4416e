/** The parameters of a request, of its query and of its form together; the first of a name counts. */
export type Parameters = ReadonlyMap<string, string>

const empty = ''

/** Reads `a=b&c=d` as forms are encoded (WHATWG URL 5.1). What is not encoded rightly stands for itself. */
export function parametersOf(...encoded: readonly string[]): Parameters {
  const parameters = new Map<string, string>()
  for (const text of encoded)
    for (const pair of text.split('&')) {
      if (pair === empty) continue
      const at = pair.indexOf('=')
      const name = decoded(at < 0 ? pair : pair.slice(0, at))
      if (!parameters.has(name)) parameters.set(name, at < 0 ? empty : decoded(pair.slice(at + 1)))
    }
  return parameters
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
