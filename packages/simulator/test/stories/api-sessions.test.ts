import type { ApiAnswer } from '@understudy/appliance-api'
import { type NetworkOutputOf, type OutputOf, repIdOf } from '@understudy/shared'
import t from 'tap'
import type { World } from '../../src/index.ts'
import { apiClient } from '../support/api-client.ts'
import { establishedWorld, must } from '../support/small-world.ts'

const permissions = ['use-command-api', 'use-reporting-api'] as const
const software = { base: '5.4.0', site: '19.1.1' }

/** A site with three representatives, to whom no customer comes by chance. */
function quietSite(clients: object = {}): World {
  const { world } = establishedWorld({
    software: { a: software, b: software },
    clients: {
      representatives: 3,
      sessionEveryMs: 900_000_000,
      sessionLengthMs: 600_000,
      ...clients,
    },
  })
  world.runFor(5_000)
  apiClient(world, permissions)
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(60_000)
  return world
}

function ask(world: World, api: 'command' | 'reporting', query: string, on = 'a'): string {
  let text = ''
  const onAnswer = (answer: ApiAnswer | undefined): void => {
    if (answer?.kind === 'document') text = [...answer.parts].join('')
  }
  world.askApi(on, api, query, onAnswer, apiClient(world, permissions))
  world.runFor(100)
  return text
}

const command = (world: World, query: string, on = 'a'): string =>
  ask(world, 'command', `action=${query}`, on)
const leaf = (text: string, name: string): string =>
  new RegExp(`<${name}[^>]*>([^<]*)<`).exec(text)?.[1] ?? ''
const rep = (number: number): number => repIdOf(`rep-${number}`)

/** A customer comes with the key; the session that they are in soon after. */
function comeWith(world: World, key: string): string {
  world.commandAndRun('clients', { kind: 'use-session-key', input: { key } })
  world.runFor(5_000)
  return lsidsOpen(world).at(-1) ?? ''
}

const lsidsOpen = (world: World): readonly string[] =>
  [...(world.host('a').reading()?.sessions({ by: 'start', fromMs: 0, toMs: 9e15 }) ?? [])]
    .flat()
    .flatMap(({ open, lsid }) => (open ? [lsid] : []))

const ownerOf = (world: World, lsid: string): string | undefined =>
  [
    ...(world
      .host('a')
      .reading()
      ?.sessions({ by: 'lsid', lsids: [lsid] }) ?? []),
  ].flat()[0]?.representative

t.test('API-03: a session key lets a customer into that queue, once', (t) => {
  const world = quietSite()
  const query = `generate_session_key&type=support&queue_id=rep:${rep(2)}&external_key=CASE%201&session.custom.floor=3`
  const made = command(world, query)
  t.match(made, '<queue available="1">rep</queue>')
  t.match(leaf(made, 'short_key'), /^\d{7}$/)
  t.match(leaf(made, 'key_url'), /^https:[/][/]support[.]example[.]com[/][?]ak=[0-9a-f]{32}$/)
  t.equal(leaf(made, 'external_key'), 'CASE 1')
  const lsid = comeWith(world, leaf(made, 'short_key'))
  t.equal(ownerOf(world, lsid), 'rep-2', 'not whoever is free longest')
  const report = ask(world, 'reporting', `generate_report=SupportSession&lsid=${lsid}`)
  t.equal(leaf(report, 'external_key'), 'CASE 1')
  t.match(report, /<custom_attribute display_name="floor" code_name="floor">3</)
  comeWith(world, leaf(made, 'short_key'))
  t.equal(lsidsOpen(world).length, 1, 'it is used up')
  t.end()
})

t.test('API-03: a session key expires, and wrong ones are refused in the product’s form', (t) => {
  const world = quietSite()
  const short = command(world, 'generate_session_key&type=support&queue_id=general&ttl=60')
  world.runFor(61_000)
  comeWith(world, leaf(short, 'short_key'))
  t.same(lsidsOpen(world), [])
  for (const [query, text] of [
    ['queue_id=general', /<error[^>]*>The type has to be support/],
    ['type=support', /Invalid queue_id/],
    ['type=support&queue_id=rep:1', /has no queue rep:1/],
    ['type=support&queue_id=rep_username:nobody', /has no queue/],
    ['type=support&queue_id=general&ttl=99999999', /ttl has to be/],
    [`type=support&queue_id=general&session.custom.a=${'x'.repeat(1025)}`, /longer than 1024/],
  ] as const)
    t.match(command(world, `generate_session_key&${query}`), text)
  t.match(
    command(world, 'generate_session_key&type=support&queue_id=general', 'b'),
    /<error[^>]*>b is the backup and does not serve clients/,
    'FO-06',
  )
  t.end()
})

t.test('API-03: a key survives the restart of its box', (t) => {
  const world = quietSite()
  const made = command(world, 'generate_session_key&type=support&queue_id=general')
  world.crash('a')
  world.restart('a')
  world.runFor(120_000)
  t.not(comeWith(world, leaf(made, 'key_url').slice(-32)), '', 'by its address')
  t.end()
})

t.test('API-03: a team’s queue leads to its members, the one with the skill first', (t) => {
  const world = quietSite()
  const team = {
    ...{ id: 7, name: 'Printers', issues: [{ code: 'jam', title: 'Paper jam' }] },
    ...{ members: ['rep-2', 'rep-3'], skills: ['lasers: rep-3'] },
  }
  must(world.invokeAndRun('a', 'set-support-team', team))
  const made = command(
    world,
    'generate_session_key&type=support&queue_id=issue:jam&session.skills=lasers&session.priority=1',
  )
  const lsid = comeWith(world, leaf(made, 'short_key'))
  t.equal(ownerOf(world, lsid), 'rep-3')
  const report = ask(world, 'reporting', `generate_report=SupportSession&lsid=${lsid}`)
  t.match(report, '<team id="7">Printers</team>')
  t.match(command(world, `transfer_session&lsid=${lsid}&queue_id=team:7`), /Successfully transf/)
  t.equal(ownerOf(world, lsid), 'rep-2', 'the other member')
  t.match(
    command(world, `transfer_session&lsid=${lsid}&queue_id=rep_username:rep-2`),
    /No representative of the queue/,
  )
  world.runFor(1_200_000)
  const summary = 'generate_report=SupportSessionSummary&report_type=team&end_time=0&duration=0'
  t.match(ask(world, 'reporting', summary), /<summary id="7">\s*<display_name>Printers</)
  t.end()
})

t.test('API-03: customers choose an issue where a team offers one', (t) => {
  const world = quietSite({ sessionEveryMs: 20_000 })
  const issues = [{ code: 'jam', title: 'Paper jam' }]
  must(
    world.invokeAndRun('a', 'set-support-team', { id: 7, name: 'P', issues, members: ['rep-2'] }),
  )
  world.runFor(600_000)
  const report = ask(
    world,
    'reporting',
    'generate_report=SupportSession&start_time=0&duration=0',
  ).split('</session>')
  const later = report.filter((text) => text.includes('Paper jam'))
  t.ok(later.length > 0, `${later.length} sessions`)
  t.ok(later.every((text) => text.includes('<display_name>rep-2<')))
  t.end()
})

t.test(
  'API-03, API-06: representatives join a session, leave it and inherit it, and that is told',
  (t) => {
    const world = quietSite()
    const recipient = { name: 'tickets', url: 'http://events/hook' }
    must(world.invokeAndRun('a', 'set-event-recipient', recipient))
    const made = command(world, 'generate_session_key&type=support&queue_id=general')
    const lsid = comeWith(world, leaf(made, 'short_key'))
    const owner = ownerOf(world, lsid) ?? ''
    const [second = 0, third = 0] = [1, 2, 3].map(rep).filter((id) => id !== repIdOf(owner))
    const asked = (action: string, id: number): string =>
      command(world, `${action}&lsid=${lsid}&user_id=${id}`)
    t.match(asked('leave_session', repIdOf(owner)), /is the only representative in the session/)
    t.match(asked('join_session', second), /<success[^>]*>Successfully joined/)
    t.match(
      asked('join_session', second),
      /cannot do that now: expected one who is logged in and in/,
    )
    t.match(asked('join_session', 1), /Invalid user_id/)
    t.match(asked('leave_session', repIdOf(owner)), /Successfully left/)
    t.equal(repIdOf(ownerOf(world, lsid) ?? ''), second, 'whoever stays owns it')
    world.runFor(1_000)
    const outcome = world.network.command({ kind: 'list-events', input: {} })
    const { events } = must(outcome) as NetworkOutputOf<'list-events'>
    const [left, changed, joined] = events.map(({ fields }) => fields)
    const event = (name: string, id: number) => ({
      ...{ event: `support_conference_${name}`, lsid, type: 'representative', user_id: `${id}` },
    })
    t.match(joined, event('member_added', second))
    t.match(changed, event('owner_changed', second))
    t.match(left, event('member_departed', repIdOf(owner)))
    t.match(asked('join_session', third), /Successfully joined/)
    t.match(command(world, `logout_rep&user_id=${second}`), /Successfully logged out/)
    t.equal(repIdOf(ownerOf(world, lsid) ?? ''), third, 'and goes on where its owner is logged out')
    world.runFor(1_500_000)
    const report = ask(world, 'reporting', `generate_report=SupportSession&lsid=${lsid}`)
    t.equal([...report.matchAll(/<representative gsnumber/g)].length, 3)
    t.match(report, /event_type="Conference Owner Changed"/)
    t.match(report, /event_type="Conference Member Departed"/)
    t.match(report, /event_type="Session End"/)
    const acknowledged = world.events.filter((e) => e.name === 'session-acknowledged')
    t.equal(acknowledged.length, 1, 'SYN-06: to the one who played it to its end')
    t.match(acknowledged, [{ lsid }])
    t.end()
  },
)

t.test('API-03: session attributes are set and shown, also after the session', (t) => {
  const world = quietSite()
  const made = command(world, 'generate_session_key&type=support&queue_id=general')
  const lsid = comeWith(world, leaf(made, 'short_key'))
  const set = `set_session_attributes&lsid=${lsid}`
  t.match(command(world, `${set}&session.custom.room=<7>&session.custom.external_key=K`), /Success/)
  t.match(command(world, `${set}&session.custom.floor=2`), /Success/)
  t.match(command(world, set), /At least one session.custom/)
  t.match(command(world, `${set}&session.custom.a%20b=2`), /is no custom attribute/)
  world.crash('a')
  world.restart('a')
  world.runFor(60_000)
  const shown = command(world, `get_session_attributes&lsid=${lsid}`)
  t.match(shown, /code_name="external_key">K<[\s\S]*code_name="floor">2<[\s\S]*room">&lt;7&gt;</)
  t.match(command(world, `${set}&session.custom.floor=3`), /There is no session/)
  t.match(command(world, 'get_session_attributes&lsid=1'), /Invalid lsid/)
  t.end()
})

t.test('API-03: a representative who is busy gets no session until they are available', (t) => {
  const world = quietSite()
  for (const number of [1, 2, 3])
    t.match(command(world, `set_rep_status&user_id=${rep(number)}&status=busy`), /Successfully set/)
  t.equal([...command(world, 'get_logged_in_reps').matchAll(/rep_list>0</g)].length, 3)
  const made = command(world, 'generate_session_key&type=support&queue_id=general')
  t.match(made, '<queue available="0">general</queue>')
  comeWith(world, leaf(made, 'short_key'))
  t.same(lsidsOpen(world), [])
  t.match(command(world, `set_rep_status&rep_id=${rep(3)}&code_name=available`), /Successfully set/)
  t.equal(ownerOf(world, lsidsOpen(world)[0] ?? ''), 'rep-3', 'the customer had waited')
  t.match(command(world, `set_rep_status&user_id=${rep(1)}&status=asleep`), /has to be one of/)
  t.end()
})

t.test('API-02: surveys that customers and representatives answer are reported', (t) => {
  const world = quietSite({ sessionEveryMs: 30_000, sessionLengthMs: 60_000, surveyedShare: 1 })
  world.runFor(900_000)
  const all = 'start_time=0&duration=0&report_type=rep&id=all'
  const customers = ask(world, 'reporting', `generate_report=SupportCustExitSurvey&${all}`)
  const { stored } = world.status('a').sessions
  t.ok(stored > 5)
  t.equal([...customers.matchAll(/<exit_survey /g)].length, stored)
  t.match(customers, /<submitted_by type="customer">customer-1</)
  t.match(customers, /<name>satisfaction<[\s\S]*?<answer>[1-5]</)
  const reps = ask(world, 'reporting', `generate_report=SupportRepExitSurvey&${all}`)
  t.match(reps, /<name>solved<[\s\S]*?<answer>(Yes|No)</)
  const one = ask(
    world,
    'reporting',
    `generate_report=SupportRepExitSurvey&start_time=0&duration=0&id=${rep(1)}`,
  )
  t.ok(/<exit_survey /.test(one) && one.length < reps.length, 'of one representative')
  t.end()
})

t.test('API-04: an account that may only read changes nothing, and is told what it may do', (t) => {
  const world = quietSite()
  const account = { name: 'reader', permissions: ['read-command-api'] }
  const { clientId } = must(
    world.invokeAndRun('a', 'add-api-account', account),
  ) as OutputOf<'add-api-account'>
  const asked = (query: string): string => {
    let text = ''
    const onAnswer = (answer: ApiAnswer | undefined): void => {
      if (answer?.kind === 'document') text = [...answer.parts].join('')
    }
    world.askApi('a', 'command', `action=${query}`, onAnswer, { kind: 'client', clientId })
    world.runFor(100)
    return text
  }
  t.match(asked('get_api_info'), '<permission name="perm_command">read_only</permission>')
  t.match(asked('check_health'), '<success>1</success>')
  t.match(asked(`set_rep_status&user_id=${rep(1)}&status=busy`), /Successfully set/)
  for (const action of ['set_failover_role&role=backup', 'terminate_session&lsid=1', 'logout_rep'])
    t.match(asked(action), /<error[^>]*>You do not have permission/, action)
  t.equal(world.status('a').role, 'primary')
  t.end()
})
