import {
  type AnyOperationName,
  type HostOperationName,
  type LabCommand,
  operationIn,
  operationTables,
  schemaErrors,
  targetOf,
} from '@understudy/shared'
import t from 'tap'
import { addresses, establishInput, sharedAddress, smallWorld } from '../support/small-world.ts'

/** An order in which every operation of the tables is answered in a small lab, with an input that it takes. */
const asked: readonly (readonly [who: string, operation: AnyOperationName, input?: object])[] = [
  ['a', 'set-pre-shared-key', { key: 'operations-test-key-1' }],
  ['b', 'set-pre-shared-key', { key: 'operations-test-key-1' }],
  ['a', 'load-sample-data', { sessions: 5, recordings: 2, recordingBytes: 100, seed: 'x' }],
  ['a', 'set-setting', { key: 'motd', value: 'Back at nine' }],
  ['a', 'set-backup-settings', { syncIntervalMs: 600_000 }],
  ['a', 'set-address-enabled', { address: sharedAddress, enabled: true }],
  ['a', 'establish-relationship', establishInput()],
  ['a', 'prove-pre-shared-key', { nonce: '0123456789abcdef'.repeat(2) }],
  ['a', 'status'],
  ['b', 'status'],
  [
    'a',
    'change-password',
    {
      interface: 'login',
      username: 'admin',
      password: 'password',
      newPassword: 'operations-test-1',
    },
  ],
  ['a', 'log-in', { interface: 'login', username: 'admin', password: 'operations-test-1' }],
  ['a', 'check-api-login', { username: 'admin', password: 'operations-test-1' }],
  ['a', 'set-support-team', { id: 1, name: 'Help desk', issues: [], members: ['rep-1'] }],
  ['a', 'list-support-teams'],
  ['a', 'remove-support-team', { id: 1 }],
  ['a', 'generate-session-key', { queue: 'general' }],
  ['clients', 'use-session-key', { key: '1234567' }],
  ['a', 'who-am-i'],
  ['a', 'log-out'],
  ['a', 'add-user', { interface: 'login', username: 'ana', password: 'operations-test-2' }],
  ['a', 'set-user-permissions', { interface: 'login', username: 'ana', permissions: [] }],
  ['a', 'reset-password', { interface: 'login', username: 'ana', password: 'operations-test-3' }],
  ['a', 'list-users', { interface: 'login' }],
  ['a', 'remove-user', { interface: 'login', username: 'ana' }],
  ['a', 'add-api-account', { name: 'ic', permissions: ['use-reporting-api'] }],
  ['a', 'list-api-accounts'],
  ['a', 'remove-api-account'],
  ['b', 'sync-now'],
  ['clients', 'start-clients'],
  ['clients', 'log-in-again'],
  ['clients', 'probe-now'],
  ['clients', 'check-in'],
  ['clients', 'redeploy', { clients: 'msi-consoles' }],
  ['clients', 'call-jump-client'],
  ['clients', 'pull-sessions'],
  ['clients', 'kill-integrations'],
  ['clients', 'remove-clients'],
  ['clients', 'reinstall-clients'],
  ['clients', 'count-population'],
  ['clients', 'list-acknowledged'],
  ['clients', 'wind-down-clients'],
  ['a', 'list-settings'],
  ['a', 'download-backup'],
  ['a', 'upload-backup', { file: 'file-1' }],
  ['a', 'create-self-signed-certificate', { names: ['support.example.com'] }],
  ['a', 'export-certificate', { certificate: 'certificate-1' }],
  ['a', 'remove-certificate', { certificate: 'certificate-1' }],
  ['a', 'import-certificate', { file: 'file-2' }],
  ['a', 'assign-certificate', { certificate: 'certificate-2', address: addresses.a }],
  ['a', 'create-certificate-request', { names: ['support.example.com'] }],
  ['a', 'list-certificates'],
  ['a', 'check-for-updates'],
  ['a', 'preview-update', { package: 'Bomgar-12.2.0' }],
  ['network', 'update-server-status'],
  ['network', 'release-build', { package: 'Bomgar-12.3.1' }],
  ['network', 'order-licences', { appliance: 'a', licences: 5 }],
  ['network', 'ask-support', { base: '3.2.4', site: '11.1.0' }],
  ['network', 'support-download', { appliance: 'a', package: 'Base 3.3.2' }],
  ['network', 'fetch-download', { file: 'a-Base-3.3.2.pkg' }],
  ['a', 'upload-update', { file: 'a-Base-3.3.2.pkg' }],
  ['a', 'list-sessions', { limit: 2 }],
  ['a', 'list-jump-clients'],
  ['a', 'export-jump-clients'],
  ['a', 'find-sessions', { sessions: [{ lsid: '1', externalKey: 'nobody' }] }],
  ['a', 'become-backup'],
  ['a', 'become-primary', { syncFirst: true }],
  ['a', 'break-relationship'],
  ['b', 'download-console-installer', { package: 'Bomgar-12.2.0' }],
  ['b', 'install-update', { package: 'Base 3.3.2', acceptEula: true }],
  ['b', 'status'],
  ['b', 'stall-installation'],
  ['b', 'repair-appliance'],
  ['a', 'status-history'],
  ['a', 'show-basics'],
  ['a', 'set-email', { recipients: ['admin@example.com'], test: true }],
  ['a', 'show-email'],
  ['a', 'set-event-recipient', { name: 'tickets', url: 'http://events/' }],
  ['a', 'list-event-recipients'],
  ['a', 'remove-event-recipient', { name: 'tickets' }],
  ['a', 'set-clock', { ntp: false, timeMs: 1_351_980_000_000 }],
  ['a', 'add-address', { address: '192.0.2.20', shared: false, enabled: true }],
  ['a', 'remove-address', { address: '192.0.2.20' }],
  ['a', 'factory-reset', { confirm: true }],
  ['b', 'reboot'],
  ['network', 'network-status'],
  [
    'network',
    'set-record',
    { name: 'www.support.example.com', address: '192.0.2.77', ttlSeconds: 60 },
  ],
  ['network', 'remove-record', { name: 'www.support.example.com' }],
  ['network', 'set-nat-rule', { address: addresses.b }],
  ['network', 'ping', { from: 'a', addresses: [addresses.b] }],
  ['network', 'cut-path', { from: 'a', to: 'b' }],
  ['network', 'heal-path', { from: 'a', to: 'b' }],
  ['network', 'add-fault', { name: 'slow', kind: 'latency', from: 'a', to: 'b', latencyMs: 1 }],
  ['network', 'network-status'],
  ['network', 'remove-fault', { name: 'slow' }],
  ['network', 'start-timetable'],
  [
    'network',
    'deliver-mail',
    { via: 'a', from: 'a@example.com', to: ['admin@example.com'], subject: 's', text: 't' },
  ],
  ['network', 'list-mail'],
  ['network', 'deliver-event', { via: 'a', path: '/', body: 'event=e&lsid=7' }],
  ['network', 'list-events'],
  ['network', 'set-event-answer', { status: 200 }],
  ['witness', 'set-pre-shared-key', { key: 'operations-test-key-1' }],
  ['witness', 'witness-status'],
  ['b', 'shut-down'],
  ['network', 'power-loss', { appliance: 'a' }],
  ['network', 'power-back', { appliance: 'a' }],
]

t.test('WEB-06: what every operation answers is what its table says', (t) => {
  const { world } = smallWorld({
    witness: { hostname: 'witness.support.example.com', address: '192.0.2.12' },
  })
  const told = new Set<string>()
  let clientId = ''
  for (const [who, operation, given = {}] of asked) {
    const input = operation === 'remove-api-account' ? { clientId } : given
    const isPart = who === 'network' || who === 'clients'
    // It may be rebooting.
    if (!isPart && !world.host(who).running) world.runFor(5_000)
    const outcome = isPart
      ? world.commandAndRun(who, { kind: operation, input } as LabCommand)
      : world.invokeAndRun(who, operation as HostOperationName, input)
    const { output } = operationIn(targetOf(who), operation) ?? {}
    t.same(outcome.ok ? [] : outcome.refusal, [], `${who} does ${operation}`)
    if (!outcome.ok || output === undefined) continue
    // As it reaches a program: by JSON.
    const value = JSON.parse(JSON.stringify(outcome.value))
    clientId = value?.clientId ?? clientId
    t.same(schemaErrors(output, value), [], operation)
    told.add(operation)
  }
  // Whose input is an output: stories ask them.
  const elsewhere = [
    ...['make-download-key', 'redeem-key', 'ask-update-server', 'terminate-session'],
    ...['join-session', 'leave-session', 'transfer-session', 'set-session-attributes'],
    ...['set-representative-status', 'log-out-representative'],
  ]
  for (const operation of elsewhere) told.add(operation)
  const all = Object.values(operationTables).flatMap((table) => Object.keys(table))
  t.same([...told].sort(), all.sort(), 'every operation was asked')
  t.end()
})
