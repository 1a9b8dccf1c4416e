import {
  commandRefusal,
  networkOperations,
  operationNames,
  operationOf,
  type RefusalOf,
  refusal,
  refusalCodes,
  schemaErrors,
} from '@understudy/shared'
import t from 'tap'

t.test('WEB-06: every operation has a title, a page, an owner and a closed input', (t) => {
  for (const name of operationNames) {
    const operation = operationOf(name)
    t.ok(operation.title.length > 10 && operation.page !== '' && operation.roles.length > 0, name)
    const errors = schemaErrors(operation.input, { 'no such field': 1 })
    const refused = errors.some((e) => e.expected === 'no such field')
    t.ok(refused, name)
  }
  t.end()
})

t.test('SEC-01: operations that take a secret say so', (t) => {
  t.same(operationNames.filter((name) => operationOf(name).secret !== undefined).sort(), [
    'add-user',
    'change-password',
    'check-api-login',
    'download-backup',
    'export-certificate',
    'import-certificate',
    'log-in',
    'reset-password',
    'set-pre-shared-key',
    'upload-backup',
  ])
  t.end()
})

t.test('an error of a schema says where, what was expected and what was found', (t) => {
  const { input } = operationOf('establish-relationship')
  const errors = schemaErrors(input, {
    peerHost: 'b.example.com',
    peerPort: '443',
    reverseHost: 'a',
    reversePort: 1,
  })
  t.match(errors, [{ path: '/peerPort', found: '"443"' }])
  t.match(schemaErrors(input, {})[0], { found: 'nothing' })
  t.end()
})

t.test('every refusal has a sentence that stands without its details', (t) => {
  for (const code of refusalCodes)
    t.match(refusal(...([code, {}] as unknown as RefusalOf)).message, /\.$/, code)
  t.end()
})

t.test(
  'WEB-06: a command that is not in the table is refused, with the nearest one that is',
  (t) => {
    t.match(commandRefusal(networkOperations, 'cut-pth', {}), {
      code: 'unknown-operation',
      details: { operation: 'cut-pth', nearest: 'cut-path' },
    })
    for (const kind of ['constructor', 7, undefined])
      t.match(commandRefusal(networkOperations, kind, {}), { code: 'unknown-operation' })
    t.equal(commandRefusal(networkOperations, 'cut-path', { from: 'a', to: 'b' }), null)
    t.end()
  },
)
