import { type Answer, empty, plain } from './answer.ts'
import { cleanPath, escapePath, type Target } from './path.ts'

/** One row of the API: which methods, which path (`:name` = a parameter), and what it does. */
export interface Route {
  readonly methods: readonly string[]
  readonly path: string
  readonly handle: (parameters: readonly string[], body: Uint8Array) => Answer | Promise<Answer>
}

export type Routing =
  | { readonly kind: 'route'; readonly route: Route; readonly parameters: readonly string[] }
  /** No row: answered without a request id, as Toxiproxy's router does. */
  | { readonly kind: 'none'; readonly answer: Answer }

/** Finds the row; an unclean path is redirected, an unknown one gets 404, a wrong method 405 without a body. */
export function routeOf(routes: readonly Route[], method: string, target: Target): Routing {
  const clean = cleanPath(target.path)
  if (clean !== target.path) {
    const location = `${escapePath(clean)}${target.query}`
    return { kind: 'none', answer: empty(301, { Location: location }) }
  }
  let isKnown = false
  for (const route of routes) {
    const parameters = parametersOf(route.path, clean)
    if (parameters === undefined) continue
    if (route.methods.includes(method)) return { kind: 'route', route, parameters }
    isKnown = true
  }
  return { kind: 'none', answer: isKnown ? empty(405) : plain(404, '404 page not found') }
}

function parametersOf(pattern: string, path: string): readonly string[] | undefined {
  const wanted = pattern.split('/')
  const found = path.split('/')
  if (wanted.length !== found.length) return undefined
  const parameters: string[] = []
  for (const [index, segment] of wanted.entries()) {
    const value = found[index] ?? ''
    if (segment.startsWith(':') && value !== '') parameters.push(value)
    else if (segment !== value) return undefined
  }
  return parameters
}
