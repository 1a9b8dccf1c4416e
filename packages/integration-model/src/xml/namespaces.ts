/**
 * What a client's parser does about namespaces (G1's supplement: "a parser that knows namespaces has to set or ignore
 * them"): it goes by local names; or it looks for names without a namespace, as all were before 10.6; or for those of
 * one namespace.
 */
export type NamespaceHabit = 'ignores' | 'expects-none' | 'expects-10.6'

/** The namespace that came with API 1.5.0 (API-01). */
export const namespaceOf106 = 'http://www.networkstreaming.com/namespaces/API'

const wanted: Readonly<Record<NamespaceHabit, (uri: string) => boolean>> = {
  ignores: () => true,
  'expects-none': (uri) => uri === '',
  'expects-10.6': (uri) => uri === namespaceOf106,
}

/** Whether a parser of that habit finds elements of that namespace ('' = none). */
export const findsElements = (habit: NamespaceHabit, uri: string): boolean => wanted[habit](uri)
