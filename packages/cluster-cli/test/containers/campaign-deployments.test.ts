import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1'
import { Job } from 'kubernetes-models/batch/v1'
import { ConfigMap, PersistentVolumeClaim, Service } from 'kubernetes-models/v1'
import t from 'tap'
import { parse, parseAllDocuments } from 'yaml'

const folder = (() => {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(at, 'docker-compose.yml'))) at = dirname(at)
  return join(at, 'deploy', 'campaign')
})()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string }
}

const schemas: Readonly<Record<string, new (manifest: never) => { validate(): void }>> = {
  ConfigMap,
  Service,
  StatefulSet,
  Deployment,
  PersistentVolumeClaim,
  Job,
}
const manifests = parseAllDocuments(read('kubernetes.yaml')).map((one) => one.toJS() as Manifest)

t.test('LAB-05: each manifest is what the schema of Kubernetes 1.27 asks for', (t) => {
  t.same(
    manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    [
      'ConfigMap queue',
      'Service queue',
      'StatefulSet queue',
      'Deployment worker',
      'PersistentVolumeClaim campaign',
      'Job dispatch',
    ],
  )
  for (const manifest of manifests) {
    const Schema = schemas[manifest.kind]
    if (Schema === undefined) throw new Error(`no schema of ${manifest.kind}`)
    new Schema(manifest as never).validate()
  }
  t.throws(
    () => new Deployment({ spec: { replicas: 'many' } } as never).validate(),
    'a wrong one is seen',
  )
  t.end()
})

t.test('LAB-05, SEC-01: no password is in a deployment, nor on a command line of one', (t) => {
  const stack = parse(read('stack.yml'), { merge: true }) as {
    services: Record<string, { command: string[]; environment?: Record<string, string> }>
  }
  for (const text of [read('kubernetes.yaml'), read('stack.yml')]) {
    t.match(text, /UNDERSTUDY_QUEUE_PASSWORD_FILE/)
    t.notMatch(text, /--requirepass/)
    t.match(text, /requirepass %s[\s\S]+> \/tmp\/redis\.conf/, 'the server reads it from a file')
  }
  for (const { command } of Object.values(stack.services))
    t.notMatch(command.join(' '), /redis:\/\/[^/]*@/)
  t.end()
})

t.test('LAB-05: shares wait in a file of the server, and no memory limit throws any away', (t) => {
  for (const text of [read('kubernetes.yaml'), read('stack.yml')]) {
    t.match(text, /appendonly yes/)
    t.match(text, /maxmemory-policy noeviction/)
  }
  t.end()
})
