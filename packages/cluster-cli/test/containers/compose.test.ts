import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { placeOf } from '@understudy/lab-channel'
import t from 'tap'
import { parse } from 'yaml'
import { layout } from '../../src/containers/layout.ts'

interface Service {
  readonly image: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>
  readonly ports?: readonly string[]
  readonly environment?: unknown
  readonly healthcheck?: unknown
  readonly volumes?: readonly string[]
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
}

const read = (name: string): ComposeFile =>
  parse(readFileSync(join(projectFolder(), name), 'utf8'), { merge: true }) as ComposeFile

function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'docker-compose.yml'))) folder = dirname(folder)
  return folder
}

const { services, networks } = read('docker-compose.yml')

t.test(
  'LAB-02, SEC-01: every container is read-only, without capabilities, and has a health check',
  (t) => {
    const lab = ['network', 'a', 'b', 'witness', 'update-server', 'clients', 'console']
    t.same(Object.keys(services), [...lab, 'prometheus', 'grafana'])
    for (const [name, service] of Object.entries(services)) {
      t.equal(service.read_only, true, name)
      t.same(service.cap_drop, ['ALL'], name)
      t.ok(service.healthcheck, name)
      t.equal(service.environment, undefined, `${name} is told nothing secret by its environment`)
    }
    t.end()
  },
)

t.test(
  'NET-11: all that is published is at 127.0.0.1, and the lab’s own network leads nowhere',
  (t) => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? [])
    t.ok(
      ports.every((port) => port.startsWith('127.0.0.1:')),
      ports.join(),
    )
    t.equal(networks['lab']?.internal, true)
    for (const name of ['a', 'b', 'witness', 'clients'])
      t.same(services[name]?.networks, ['lab'], name)
    t.end()
  },
)

t.test('LAB-02: what is published by default is what is listened on, by the same numbers', (t) => {
  const published = new Set(
    ['network', 'update-server', 'console']
      .flatMap((name) => services[name]?.ports ?? [])
      .map((port) => port.replace('/udp', '').replace(/[$][{]\w+:-(\d+)[}]/, '$1')),
  )
  const expected = [
    layout.controlPort,
    layout.updatesPort,
    layout.consolePort,
    ...Object.values(layout.doors),
  ]
  t.same([...published].sort(), expected.map((port) => `127.0.0.1:${port}:${port}`).sort())
  t.end()
})

t.test('LAB-04: Prometheus asks each process of the lab where it tells its metrics', (t) => {
  const config = readFileSync(join(projectFolder(), 'deploy/observability/prometheus.yml'), 'utf8')
  const { scrape_configs } = parse(config) as {
    scrape_configs: readonly { static_configs: readonly { targets: readonly string[] }[] }[]
  }
  const targets = scrape_configs.flatMap((job) => job.static_configs.flatMap((one) => one.targets))
  const { metricsPort } = placeOf('containers')
  const members = Object.keys(services).filter((name) => !['prometheus', 'grafana'].includes(name))
  t.same(
    [...targets].sort(),
    members
      .map((name) => `${name}:${name === 'console' ? layout.consolePort : metricsPort}`)
      .sort(),
  )
  t.end()
})
