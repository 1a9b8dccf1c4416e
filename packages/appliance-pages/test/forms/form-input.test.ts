import { applianceOperations, commandRefusal } from '@understudy/shared'
import t from 'tap'
import { inputFrom } from '../../src/index.ts'

t.test('WEB-06: a form gives its operation the input that the schema asks for', (t) => {
  t.same(
    inputFrom('establish-relationship', {
      peerHost: '192.0.2.11',
      peerPort: '443',
      reverseHost: '192.0.2.10',
      reversePort: '443',
      force: ['false', 'true'],
      discardMax: '',
    }),
    {
      peerHost: '192.0.2.11',
      peerPort: 443,
      reverseHost: '192.0.2.10',
      reversePort: 443,
      force: true,
    },
  )
  t.same(inputFrom('become-backup', { syncFirst: 'false', force: 'false' }), {
    syncFirst: false,
    force: false,
  })
  const settings = {
    backupOperations: 'false',
    primaryTimeoutMs: '0,25',
    syncIntervalMs: '300',
    kilobytesPerSecond: '',
    promotion: 'test-addresses',
    testAddresses: '192.0.2.1\r\n192.0.2.2',
    'witness.host': '',
    'witness.port': '',
    sharedAddresses: '',
  }
  const read = inputFrom('set-backup-settings', settings)
  t.same(read, {
    backupOperations: false,
    primaryTimeoutMs: 250,
    syncIntervalMs: 300_000,
    kilobytesPerSecond: null,
    promotion: 'test-addresses',
    testAddresses: ['192.0.2.1', '192.0.2.2'],
    witness: null,
    sharedAddresses: null,
  })
  t.equal(commandRefusal(applianceOperations, 'set-backup-settings', read), null)
  t.same(
    inputFrom('set-backup-settings', { 'witness.host': 'w', 'witness.port': '8443' }),
    { witness: { host: 'w', port: 8443 } },
    'what the form did not have is left out',
  )
  t.same(inputFrom('set-clock', { ntp: 'false', timeMs: '2012-02-29T23:59:30' }), {
    ntp: false,
    timeMs: Date.UTC(2012, 1, 29, 23, 59, 30),
  })
  t.same(
    inputFrom('add-user', {
      interface: 'login',
      username: 'ana',
      password: 'x',
      permissions: ['', 'administer'],
    }),
    { interface: 'login', username: 'ana', password: 'x', permissions: ['administer'] },
  )
  const team = {
    id: '7',
    name: 'Rede',
    issues: 'vpn = Sem ligação = urgente\r\nwifi=Lenta',
    members: 'Ana Sá\nRui',
  }
  const read7 = inputFrom('set-support-team', team)
  t.same(read7, {
    id: 7,
    name: 'Rede',
    issues: [
      { code: 'vpn', title: 'Sem ligação = urgente' },
      { code: 'wifi', title: 'Lenta' },
    ],
    members: ['Ana Sá', 'Rui'],
  })
  t.equal(commandRefusal(applianceOperations, 'set-support-team', read7), null)
  t.end()
})

t.test('SEC-03: what cannot be read goes on as it is, and the schema refuses it', (t) => {
  const read = inputFrom('establish-relationship', { peerPort: 'many', surprise: '1' })
  t.same(read, { peerPort: 'many' })
  t.match(commandRefusal(applianceOperations, 'establish-relationship', read), {
    code: 'invalid-input',
  })
  t.same(inputFrom('set-clock', { ntp: 'x', timeMs: 'now' }), { ntp: false, timeMs: 'now' })
  t.end()
})
