import type { ApiAnswer } from '@understudy/appliance-api'
import t from 'tap'
import type { World } from '../../src/index.ts'
import { apiClient } from '../support/api-client.ts'
import { establishedWorld, must } from '../support/small-world.ts'

const software = { base: '4.2.1', site: '15.1.1' }

/** A site at work: three representatives, customers who come now and then. */
function siteAtWork(): World {
  const clients = {
    representatives: 3,
    jumpClients: { active: 2 },
    sessionEveryMs: 5_000,
    sessionLengthMs: 600_000,
  }
  const { world } = establishedWorld({ software: { a: software, b: software }, clients })
  apiClient(world, ['use-command-api'])
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(60_000)
  return world
}

function ask(world: World, query: string): string {
  let text = ''
  const onAnswer = (answer: ApiAnswer | undefined): void => {
    if (answer?.kind === 'document') text = [...answer.parts].join('')
  }
  world.askApi('a', 'command', `action=${query}`, onAnswer, apiClient(world, ['use-command-api']))
  world.runFor(100)
  return text
}

const countOf = (text: string, what: RegExp): number => [...text.matchAll(what)].length

t.test('API-03: get_logged_in_reps names whoever is logged in, and the sessions they have', (t) => {
  const world = siteAtWork()
  const { consoles } = world.status('a').users
  const text = ask(world, 'get_logged_in_reps')
  t.ok(consoles > 0)
  t.equal(countOf(text, /<rep id="\d+">/g), consoles)
  const { active } = world.status('a').sessions
  t.equal(countOf(text, /<support_session_count>1</g), active)
  t.end()
})

t.test('API-03: connected clients are counted, listed and shown by type', (t) => {
  const world = siteAtWork()
  const { consoles, customers } = world.status('a').users
  const summary = ask(world, 'get_connected_client_list&type=all&summary_only=1')
  t.match(summary, `<client_summary type="representative" count="${consoles}">`)
  t.match(summary, `<client_summary type="support_customer" count="${customers}">`)
  t.notMatch(summary, /<client id/)
  const list = ask(world, 'get_connected_client_list&type=representative')
  const ids = [...list.matchAll(/<client id="([^"]+)"/g)].map(([, id]) => id)
  t.equal(ids.length, consoles)
  const one = ask(world, `get_connected_clients&type=representative&id=${ids[0]}`)
  t.equal(countOf(one, /<client /g), 1)
  t.match(one, /<version>15[.]1[.]1</)
  t.match(ask(world, 'get_connected_clients&type=toString'), /Invalid client type/)
  t.match(ask(world, `get_connected_clients&id=${'x,'.repeat(100)}`), /At most 100 ids/)
  t.end()
})

t.test('API-03: terminate_session ends a session, which is recorded as cut', (t) => {
  const world = siteAtWork()
  const [open] = [
    ...(world.host('a').reading()?.sessions({ by: 'start', fromMs: 0, toMs: 9e15 }) ?? []),
  ]
    .flat()
    .filter((session) => session.open)
  const { stored } = world.status('a').sessions
  t.match(ask(world, `terminate_session&lsid=${open?.lsid}`), /<success[^>]*>Session terminated/)
  t.equal(world.status('a').sessions.stored, stored + 1)
  t.match(ask(world, `terminate_session&lsid=${open?.lsid}`), /There is no session/)
  t.match(ask(world, 'terminate_session'), /Invalid lsid/)
  const cut = world.events.find(
    (event) => event.name === 'session-recorded' && event.lsid === open?.lsid,
  )
  t.match(cut, { outcome: 'cut' })
  t.end()
})

t.test('API-03: support teams are data of the site, and get_support_teams shows them', (t) => {
  const world = siteAtWork()
  const team = {
    id: 7,
    name: 'Printers & <more>',
    issues: [{ code: 'jam', title: 'Paper jam' }],
    members: ['rep-1'],
  }
  must(world.invokeAndRun('a', 'set-support-team', team))
  const plain = ask(world, 'get_support_teams')
  t.match(plain, '<name>Printers &amp; &lt;more&gt;</name>')
  t.match(plain, '<issue id="jam">Paper jam</issue>')
  t.notMatch(plain, /members/)
  t.match(ask(world, 'get_support_teams&showmembers=1'), /<representative id="\d+">rep-1</)
  must(world.invokeAndRun('a', 'remove-support-team', { id: 7 }))
  t.notMatch(ask(world, 'get_support_teams'), /Printers/)
  t.match(world.invokeAndRun('a', 'remove-support-team', { id: 7 }), {
    refusal: { code: 'no-such-team' },
  })
  t.end()
})

t.test('API-03: get_appliances shows both boxes and their roles', (t) => {
  const text = ask(siteAtWork(), 'get_appliances')
  t.match(text, /<failover_role>primary<[\s\S]*<failover_role>backup</)
  t.end()
})
