// biome-ignore-all lint/suspicious/noTemplateCurlyInString: runbooks write their placeholders so.

import { clientGroups, LabFile, schemaErrors } from '@understudy/shared'
import t from 'tap'
import { parse } from 'yaml'
import { checkRunbook } from '../../src/index.ts'
import { shipped, shippedText } from '../shipped.ts'

const step = { id: 'one', title: 'One', guide: 'G2', on: 'a', do: 'download-backup' }
const runbookOf = (...steps: readonly object[]) => ({
  runbook: 'mine',
  title: 'Mine',
  guide: 'our own',
  windows: [{ id: 'w', title: 'W', steps }],
})

t.test('REH-01: the shipped runbooks and labs are valid', async (t) => {
  for (const name of [
    'asynchronous',
    'synchronous',
    'hardware-replacement',
    'failed-appliance',
    'pre-production',
  ])
    t.same(checkRunbook(shipped(`runbooks/${name}.yaml`)), [], name)
  for (const name of [
    'default',
    'legacy',
    'dns',
    'nat',
    'storm',
    'hardware-replacement',
    'failed-appliance',
    'pre-production',
  ])
    t.same(schemaErrors(LabFile, shipped(`labs/${name}.yaml`)), [], name)
})

t.test('REH-01: the examples of docs/RUNBOOKS.md are valid', async (t) => {
  const examples = [...shippedText('docs/RUNBOOKS.md').matchAll(/```yaml\n(.*?)```/gs)]
  const [runbook, steps] = examples.map(([, text = '']) => parse(text) as unknown)
  t.match(runbook, { runbook: 'drill' })
  t.same(checkRunbook(runbook), [])
  t.match(steps, [{ do: 'redeploy' }])
  t.same(checkRunbook(runbookOf(...(steps as object[]))), [])
})

t.test(
  'REH-01: each mistake is told with its place, what was expected and what was found',
  async (t) => {
    const { do: _, ...idle } = step
    const check = { of: 'a', that: 'role', is: 'primary' }
    const table: readonly [string, object, string, string, string][] = [
      [
        'an unknown operation',
        { ...step, do: 'sync-nwo' },
        '/do',
        'an operation of the operations table (did you mean "sync-now"?)',
        '"sync-nwo"',
      ],
      [
        'two actions',
        { ...step, wait: '5m' },
        '',
        'exactly one of do, update, test, wait, sameKey, approve, decide, observe',
        'do and wait',
      ],
      [
        'no action',
        idle,
        '',
        'exactly one of do, update, test, wait, sameKey, approve, decide, observe',
        'none of them',
      ],
      [
        'nothing that is done by hand',
        { ...step, by: 'manual' },
        '/by',
        'update, which is done by hand',
        'no update',
      ],
      [
        'nothing to observe',
        { ...idle, observe: true },
        '',
        'something to observe, in until or check',
        'neither',
      ],
      [
        'keys that are nobody’s',
        { ...idle, sameKey: ['a', 'network'] },
        '/sameKey/1',
        'the name of an appliance',
        '"network"',
      ],
      [
        'one key that is to be the same',
        { ...idle, sameKey: ['a'] },
        '/sameKey',
        'a list of at least two appliances',
        '["a"]',
      ],
      [
        'no appliance',
        { ...step, on: undefined },
        '/on',
        'who does it: an appliance, network or clients',
        'nothing',
      ],
      [
        'what cannot be the name of an appliance',
        { ...step, on: 'B 2' },
        '/on',
        'the name of an appliance, network or clients',
        '"B 2"',
      ],
      [
        'an unknown field',
        { ...step, untill: [] },
        '/untill',
        'a known field (did you mean "until"?)',
        '"untill"',
      ],
      [
        'a missing field',
        { ...step, guide: undefined },
        '/guide',
        'the section of a guide, a text of 1 to 300 letters',
        'nothing',
      ],
      [
        'an input that does not fit',
        {
          ...step,
          do: 'set-address-enabled',
          with: { address: '${network.sharedAddress}', enabled: 'no' },
        },
        '/with/enabled',
        'boolean',
        '"no"',
      ],
      [
        'an unknown input',
        { ...step, do: 'install-update', with: { package: 'Base 3.3.2', acceptEla: true } },
        '/with/acceptEla',
        'an input of install-update (did you mean "acceptEula"?)',
        '"acceptEla"',
      ],
      [
        'an unknown placeholder in an input',
        {
          ...step,
          do: 'set-address-enabled',
          with: { address: '${network.sharedAdress}', enabled: true },
        },
        '/with/address',
        'a placeholder that is known (did you mean "network.sharedAddress"?)',
        '"${network.sharedAdress}"',
      ],
      [
        'an input without an operation',
        { ...idle, wait: '5m', with: {} },
        '/with',
        'do, whose input it is',
        'no do',
      ],
      [
        'a malformed duration',
        { ...idle, wait: '5 minutes' },
        '/wait',
        'a duration like 500ms, 60s, 90m, 4h, or between-windows',
        '"5 minutes"',
      ],
      [
        'no duration at all',
        { ...idle, wait: '0s' },
        '/wait',
        'a duration longer than nothing and at most 672h',
        '"0s"',
      ],
      [
        'a bound beyond all measure',
        { ...step, within: '999999h' },
        '/within',
        'a duration longer than nothing and at most 672h',
        '"999999h"',
      ],
      [
        'an unknown status field',
        { ...step, check: [{ ...check, that: 'sync.digestAgree' }] },
        '/check/0/that',
        'a field of an appliance\'s status (did you mean "sync.digestsAgree"?)',
        '"sync.digestAgree"',
      ],
      [
        'a word that the field never has',
        { ...step, check: [{ ...check, is: 'primry' }] },
        '/check/0/is',
        'one of none, primary, backup (did you mean "primary"?)',
        '"primry"',
      ],
      [
        'a value of another type',
        { ...step, until: [check, { ...check, that: 'sync.blobsMissing', is: '0' }] },
        '/until/1/is',
        'a number, as sync.blobsMissing has',
        '"0"',
      ],
      [
        'an unknown placeholder in a check',
        { ...step, check: [{ ...check, that: 'site', is: '${targt.site}' }] },
        '/check/0/is',
        'a placeholder that is known (did you mean "target.site"?)',
        '"${targt.site}"',
      ],
      [
        'a secret where it would be shown',
        {
          ...step,
          do: 'log-in',
          with: {
            interface: 'login',
            username: '${secret.password}',
            password: '${secret.password}',
          },
        },
        '/with/username',
        'a placeholder that is known',
        '"${secret.password}"',
      ],
      [
        'a secret in a check',
        { ...step, check: [{ ...check, that: 'site', is: '${secret.passphrase}' }] },
        '/check/0/is',
        'a placeholder that is known',
        '"${secret.passphrase}"',
      ],
      [
        "an appliance's operation on the network",
        { ...step, on: 'network', do: 'sync-now' },
        '/do',
        "an operation of the network's operations",
        '"sync-now"',
      ],
      [
        "an input that does not fit the network's operation",
        { ...step, on: 'network', do: 'set-nat-rule', with: { address: 5 } },
        '/with/address',
        'string',
        '5',
      ],
      [
        'an update of the network',
        { ...idle, on: 'network', update: 'to-target' },
        '/on',
        'an appliance',
        '"network"',
      ],
      [
        "an appliance's operation on the clients",
        { ...step, on: 'clients', do: 'sync-now' },
        '/do',
        "an operation of the clients' operations",
        '"sync-now"',
      ],
      [
        'a group of clients that there is not',
        { ...step, on: 'clients', do: 'redeploy', with: { clients: 'msi-console' } },
        '/with/clients',
        `one of ${clientGroups.join(', ')} (did you mean "msi-consoles"?)`,
        '"msi-console"',
      ],
      [
        'an input that an operation of the clients does not have',
        { ...step, on: 'clients', do: 'check-in', with: { all: true } },
        '/with/all',
        'an input of check-in',
        '"all"',
      ],
      [
        'a test on the clients',
        { ...idle, on: 'clients', test: 'by-hosts-file' },
        '/on',
        'an appliance',
        '"clients"',
      ],
      [
        'a check of the clients, who have no status',
        { ...step, check: [{ ...check, of: 'clients' }] },
        '/check/0/of',
        'the name of an appliance, or network',
        '"clients"',
      ],
      [
        "a field of an appliance's status asked of the network",
        { ...step, check: [{ of: 'network', that: 'siteLeadTo', is: 'b' }] },
        '/check/0/that',
        'a field of the network\'s status (did you mean "siteLeadsTo"?)',
        '"siteLeadTo"',
      ],
      [
        'a lab that there cannot be',
        { ...step, when: { swing: 'dsn' } },
        '/when/swing',
        'shared-ip, dns, nat, or a list of these',
        '"dsn"',
      ],
      [
        'a backup before packages that nobody installs',
        { ...step, backup: 'before-each' },
        '/backup',
        'update, whose packages it precedes',
        'none',
      ],
      [
        'an unknown warning',
        { ...step, warn: ['session-gab'] },
        '/warn/0',
        'session-gap, no-redundancy, unsynced or left-behind',
        '"session-gab"',
      ],
    ]
    for (const [what, bad, path, expected, found] of table) {
      const defined = JSON.parse(JSON.stringify(bad)) as object
      const error = { path: `/windows/0/steps/0${path}`, expected, found }
      t.same(checkRunbook(runbookOf(defined)), [error], what)
    }
  },
)

t.test('REH-01: step ids are unique throughout, and window ids too', async (t) => {
  const once = runbookOf(step)
  const twice = { ...once, windows: [...once.windows, ...once.windows] }
  t.same(checkRunbook(twice), [
    { path: '/windows/1/id', expected: 'an id of its own', found: '"w", as windows/0' },
    {
      path: '/windows/1/steps/0/id',
      expected: 'an id of its own',
      found: '"one", as windows/0/steps/0',
    },
  ])
})

t.test(
  'REH-10: what comes after the pause between two windows is of the next window',
  async (t) => {
    const pause = { ...step, id: 'pause', wait: 'between-windows' }
    const { on: _on, do: _do, ...waiting } = pause
    t.same(checkRunbook(runbookOf(step, waiting)), [])
    t.same(checkRunbook(runbookOf(waiting, step)), [
      {
        path: '/windows/0/steps/0/wait',
        expected: 'between-windows only in the last step of a window',
        found: '1 more after it',
      },
    ])
  },
)

t.test('SEC-03: whatever it is, it is refused and nothing is thrown', async (t) => {
  for (const value of [
    undefined,
    null,
    5,
    'text',
    [],
    {},
    runbookOf(),
    { windows: [null] },
    runbookOf([]),
  ])
    t.ok(checkRunbook(value).length > 0, JSON.stringify(value))
})

t.test('SEC-01: a key that does not fit is not shown', async (t) => {
  const [error] = checkRunbook(
    runbookOf({ ...step, do: 'set-pre-shared-key', with: { key: 5_551_234 } }),
  )
  t.match(error, { path: '/windows/0/steps/0/with/key', found: 'something else' })
})
