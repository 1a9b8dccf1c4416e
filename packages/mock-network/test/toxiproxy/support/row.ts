/** One call of the API and what it answers, headers apart. */
export interface Row {
  readonly title: string
  /** Calls before the one that is looked at: method, path, body. */
  readonly before?: readonly (readonly [string, string, unknown?])[]
  readonly call: readonly [method: string, path: string, body?: unknown]
  readonly status: number
  /** The whole body as text: the order of keys counts. `*` stands for a port. */
  readonly body: string
  readonly type?: 'json' | 'plain' | 'none'
}

export const upstream = '127.0.0.1:9'
export const off = { listen: '127.0.0.1:0', upstream, enabled: false }
export const make = (name: string): readonly [string, string, unknown] => [
  'POST',
  '/proxies',
  { ...off, name },
]
export const toxic = (body: unknown, proxy = 'p'): readonly [string, string, unknown] => [
  'POST',
  `/proxies/${proxy}/toxics`,
  body,
]
export const offJson = (name: string, toxics = ''): string =>
  `{"name":"${name}","listen":"127.0.0.1:0","upstream":"${upstream}","enabled":false,"Logger":{},"toxics":[${toxics}]}`
export const onJson = (name: string): string =>
  `{"name":"${name}","listen":"127.0.0.1:*","upstream":"${upstream}","enabled":true,"Logger":{},"toxics":[]}`
export const latencyJson = (latency: number, jitter = 0): string =>
  `{"attributes":{"latency":${latency},"jitter":${jitter}},"name":"latency_downstream","type":"latency","stream":"downstream","toxicity":1}`
export const errorOf = (status: number, message: string): string =>
  `{"error":${JSON.stringify(message)},"status":${status}}\n`
export const refused = (status: number, message: string) =>
  ({ status, body: errorOf(status, message), type: 'plain' }) as const
