import { apiErrorOf, errorJson, json, noContent } from './http/answer.ts'
import type { Route } from './http/router.ts'
import { goString } from './json/go-encode.ts'
import type { ProxyMetrics } from './metrics.ts'
import { changedState, newProxy, populationOf } from './proxies/proxy-body.ts'
import type { Registry } from './proxies/registry.ts'
import { proxyJson, type ToxicProxy } from './proxies/toxic-proxy.ts'
import { toxicJson } from './toxics/toxic.ts'
import { Turn } from './turn.ts'

/** The Toxiproxy version whose API this is. */
const version = '2.12.0'

/** Every route of Toxiproxy's HTTP API (NET-10); without `metrics` that route does not exist. */
export function controlRoutes(
  registry: Registry,
  metrics: ProxyMetrics | undefined,
): readonly Route[] {
  const turn = new Turn()
  return [
    { methods: ['POST'], path: '/reset', handle: () => turn.take(() => reset(registry)) },
    ...proxyRoutes(registry, turn),
    {
      methods: ['POST'],
      path: '/populate',
      handle: (_, body) => turn.take(() => populate(registry, body)),
    },
    ...toxicRoutes(registry, turn),
    { methods: ['GET'], path: '/version', handle: () => versionAnswer },
    ...(metrics === undefined ? [] : [metricsRoute(metrics)]),
  ]
}

function proxyRoutes(registry: Registry, turn: Turn): readonly Route[] {
  const path = '/proxies/:proxy'
  return [
    { methods: ['GET'], path: '/proxies', handle: () => json(200, indexJson(registry.all)) },
    {
      methods: ['POST'],
      path: '/proxies',
      handle: (_, body) =>
        turn.take(async () => json(201, proxyJson(await registry.create(newProxy(body))))),
    },
    { methods: ['GET'], path, handle: ([name = '']) => json(200, proxyJson(registry.get(name))) },
    {
      methods: ['POST', 'PATCH'],
      path,
      handle: ([name = ''], body) =>
        turn.take(async () => {
          const proxy = registry.get(name)
          await proxy.update(changedState(body, proxy.state))
          return json(200, proxyJson(proxy))
        }),
    },
    {
      methods: ['DELETE'],
      path,
      handle: ([name = '']) =>
        turn.take(() => {
          registry.remove(name)
          return noContent
        }),
    },
  ]
}

function toxicRoutes(registry: Registry, turn: Turn): readonly Route[] {
  const all = '/proxies/:proxy/toxics'
  const one = `${all}/:toxic`
  const toxicsOf = (proxy: string) => registry.get(proxy).toxics
  return [
    {
      methods: ['GET'],
      path: all,
      handle: ([proxy = '']) => json(200, `[${toxicsOf(proxy).all.map(toxicJson).join(',')}]`),
    },
    {
      methods: ['POST'],
      path: all,
      handle: ([proxy = ''], body) =>
        turn.take(() => json(200, toxicJson(toxicsOf(proxy).add(body)))),
    },
    {
      methods: ['GET'],
      path: one,
      handle: ([proxy = '', toxic = '']) => json(200, toxicJson(toxicsOf(proxy).get(toxic))),
    },
    {
      methods: ['POST', 'PATCH'],
      path: one,
      handle: ([proxy = '', toxic = ''], body) =>
        turn.take(() => json(200, toxicJson(toxicsOf(proxy).update(toxic, body)))),
    },
    {
      methods: ['DELETE'],
      path: one,
      handle: ([proxy = '', toxic = '']) =>
        turn.take(() => {
          toxicsOf(proxy).remove(toxic)
          return noContent
        }),
    },
  ]
}

async function reset(registry: Registry) {
  await registry.reset()
  return noContent
}

/** One after the other, up to the first that fails; the refusal lists what was done so far. */
async function populate(registry: Registry, body: Uint8Array) {
  const done: ToxicProxy[] = []
  try {
    for (const given of populationOf(body)) done.push(await registry.createOrReplace(given))
    return json(201, `{${populated(done)}}`)
  } catch (error) {
    const refusal = apiErrorOf(error)
    return json(refusal.status, errorJson(refusal, `,${populated(done)}`))
  }
}

/** Go's empty list is null. */
const populated = (proxies: readonly ToxicProxy[]): string =>
  `"proxies":${proxies.length === 0 ? 'null' : `[${proxies.map(proxyJson).join(',')}]`}`

const indexJson = (proxies: readonly ToxicProxy[]): string =>
  `{${proxies.map((proxy) => `${goString(proxy.name)}:${proxyJson(proxy)}`).join(',')}}`

const versionAnswer = {
  status: 200,
  headers: { 'Content-Type': 'application/json;charset=utf-8' },
  body: `{"version": "${version}"}\n`,
}

function metricsRoute(metrics: ProxyMetrics): Route {
  const headers = {
    'Content-Type': 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
  }
  return {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    path: '/metrics',
    handle: () => ({ status: 200, headers, body: metrics.text() }),
  }
}
