import {
  type OperationName,
  operationNames,
  operationOf,
  refusalCodes,
  roles,
} from '@understudy/shared'
import t from 'tap'
import { languages, type PlacedPage, placedPages } from '../../src/index.ts'
import { answers, evil } from '../support/answers.ts'
import { pages, placedAt, viewOf } from '../support/drawn.ts'

/** In every state that its address can ask for. */
const queries = [
  {},
  { package: 'Bomgar-12.2.0' },
  { address: '192.0.2.100' },
  { username: evil },
  { certificate: 'factory', do: 'export' },
  { certificate: 'factory', do: 'assign' },
]

function* drawn(placed: PlacedPage) {
  for (const language of languages)
    for (const role of roles)
      for (const query of queries)
        yield pages.draw(placed, viewOf(placed, { language, role, query }), readBy(placed, query))
}

/** Only what it has asked to read. */
const readBy = ({ entry: { page } }: PlacedPage, query: object) =>
  Object.fromEntries(
    Object.keys(page.reads({ query: { ...query }, permissions: ['administer'], role: 'none' })).map(
      (name) => [name, answers[name as keyof typeof answers]],
    ),
  )

t.test(
  'WEB-03, WEB-05: every page is drawn in each language and role, without inline script or style',
  (t) => {
    for (const placed of placedPages) {
      const wrong = [...drawn(placed)].flatMap((html) => [
        ...(html.match(
          /<(script|style)(?! src)[^>]*>| style="[^"]*"| on[a-z]+="|undefined|\[object/g,
        ) ?? []),
      ])
      t.same(wrong, [], placed.path)
    }
    t.end()
  },
)

t.test('SEC-03: markup in names, settings, packages and addresses is text on every page', (t) => {
  for (const placed of placedPages)
    for (const html of drawn(placed)) if (html.includes('<img')) t.fail(placed.path)
  t.match([...drawn(placedAt('/login/configuration/options'))][0], '&lt;img src=x')
  t.end()
})

t.test('WEB-06: every operation that is not the lab’s own is read or asked for on a page', (t) => {
  const onPages = new Set(
    placedPages.flatMap(({ entry: { page } }) => [
      ...page.asks,
      ...queries.flatMap((query) =>
        Object.keys(page.reads({ query: { ...query }, permissions: ['administer'], role: 'none' })),
      ),
    ]),
  )
  // What pages need themselves, and what only programs ask.
  const elsewhere = [
    ...['log-in', 'log-out', 'who-am-i', 'check-api-login'],
    ...['generate-session-key', 'set-session-attributes'],
  ]
  const missing = operationNames.filter(
    (name: OperationName) =>
      operationOf(name).page !== 'lab' && !onPages.has(name) && !elsewhere.includes(name),
  )
  t.same(missing, [])
  t.end()
})

t.test('WEB-03: both menus are whole and in the product’s order', (t) => {
  const sectionsOf = (which: string) => [
    ...new Set(
      placedPages.filter((placed) => placed.interface === which).map(({ section }) => section.word),
    ),
  ]
  t.same(sectionsOf('login'), [
    'menu.status',
    'menu.my-account',
    'menu.configuration',
    'menu.users-and-security',
    'menu.reports',
    'menu.public-portals',
    'menu.localization',
    'menu.management',
  ])
  t.same(sectionsOf('appliance'), [
    'menu.status',
    'menu.users',
    'menu.networking',
    'menu.security',
    'menu.support',
  ])
  const management = placedPages.filter(({ section }) => section.word === 'menu.management')
  t.same(
    management.map(({ entry }) => entry.word.slice('menu.'.length)),
    [
      'software-management',
      'rep-console-settings',
      'security',
      'site-configuration',
      'email-configuration',
      'outbound-events',
      'cluster',
      'failover',
      'api-configuration',
      'support',
    ],
  )
  t.end()
})

t.test('FO-06: the backup’s menu of /login is short', (t) => {
  const placed = placedAt('/login/management/failover')
  const menuOf = (role: 'primary' | 'backup') =>
    [
      ...pages
        .draw(placed, viewOf(placed, { role }), readBy(placed, {}))
        .matchAll(/<a href="\/login\/([^"]*)"/g),
    ].map(([, path]) => path)
  t.same(
    new Set(menuOf('backup')),
    new Set([
      'status/information',
      'my-account',
      'management/software-management',
      'management/security',
      'management/failover',
    ]),
  )
  t.ok(menuOf('primary').length > 10)
  t.end()
})

t.test('SEC-02: who only reads reports finds only that in the menu', (t) => {
  const placed = placedAt('/login/reports')
  const viewer = { interface: 'login', username: 'ana', permissions: ['view-reports'] } as const
  const html = pages.draw(placed, viewOf(placed, { viewer }), readBy(placed, {}))
  t.notMatch(html, '/login/configuration')
  t.match(html, '/login/status/information')
  t.end()
})

t.test(
  'WEB-05: a refusal is a sentence in each language, with its values and nothing left open',
  (t) => {
    for (const code of refusalCodes)
      for (const language of languages) {
        const details = new Proxy({}, { get: (_, key) => `<${String(key)}>`, has: () => true })
        const said = pages
          .words(language)
          .refusal({ code, message: 'the English sentence', details })
        t.notMatch(said, /[{}]/, code)
        if (language !== 'en') t.not(said, 'the English sentence', code)
      }
    t.end()
  },
)
