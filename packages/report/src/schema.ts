import { clientGroups } from '@understudy/shared'
import { type Static, Type } from 'typebox'
import { BackOut, GoBack } from './going-back/schema.ts'

const closed = { additionalProperties: false } as const
const At = (description: string) =>
  Type.Number({
    minimum: 0,
    description: `${description}, in ms of lab time since rehearsal-started`,
  })
const Ms = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}, in ms of lab time` })
const Count = (description: string) => Type.Integer({ minimum: 0, description })
const Lsids = (description: string) => Type.Array(Type.String(), { description })
const Software = Type.Object({ base: Type.String(), site: Type.String() }, closed)

const Window = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    startedAtMs: At('Beginning'),
    endedAtMs: At('End; the end of the rehearsal where it stopped within the window'),
    downtimeMs: Ms('Downtime that lies within the window'),
    longestGapMs: Ms('The longest unbroken downtime within the window'),
    byHandMs: Ms('Of its length: the operator went from page to page (REH-10)'),
    downtimeByHandMs: Ms('Of its downtime: the operator went from page to page meanwhile'),
  },
  closed,
)

const Outage = Type.Object(
  {
    startedAtMs: At('The lost connection or the first failed request of a probe'),
    endedAtMs: At('The first good answer after it'),
    downtimeMs: Ms('Length'),
    downtimeMsMin: Ms(
      'As measured at the least: from the first failure to the last request without an answer',
    ),
    downtimeMsMax: Ms('At the most: from the last good sign before to the first good answer after'),
    downForAllMs: Ms('How much of it no office had an answer'),
    byHandMs: Ms(
      'How much of it the operator went from page to page; the rest is of machines and network',
    ),
    offices: Type.Array(Type.String(), { description: 'Offices whose probe saw it' }),
    recovered: Type.Boolean({
      description: 'false: the site was still down when the rehearsal ended',
    }),
    window: Type.String({
      description: 'Id of the window in which it began; "" = between windows',
    }),
    step: Type.String({ description: 'Id of the step in which it began; "" = between steps' }),
    reason: Type.String({ description: 'What the probes saw' }),
  },
  closed,
)

const AddressConflict = Type.Object(
  {
    address: Type.String(),
    appliances: Type.Array(Type.String(), { description: 'All that claimed it at once' }),
    startedAtMs: At('Beginning'),
    endedAtMs: At('End'),
  },
  closed,
)

const Sessions = Type.Object(
  {
    acknowledged: Count('Sessions whose record an appliance acknowledged to its client'),
    lost: Lsids('Acknowledged, and not stored on the appliance in production at the end'),
    cut: Count('Sessions under way that an update, a swing or a crash ended'),
    abandoned: Count('Customers who asked for a session and gave up before anybody was free'),
    turnedAway: Count(
      'Customers who gave up before they could ask: the site was not there, or full',
    ),
    merged: Count('Records exchanged on re-establishing the relationship (SYN-03)'),
    discarded: Lsids('Discarded on re-establishing the relationship (SYN-04); a long list is cut'),
    discardedCount: Count('How many were discarded, listed or not'),
  },
  closed,
)

const Office = Type.Object(
  {
    name: Type.String({ description: 'A network in which clients sit; it has one probe' }),
    outages: Count('How many its probe saw'),
    downtimeMs: Ms('The site did not answer its probe'),
    longestGapMs: Ms('The longest unbroken downtime'),
    ledTo: Type.Union([Type.String(), Type.Null()], {
      description: 'Where its connections to the site went in the end; null = unknown',
    }),
    movedAtMs: Type.Union([At('When they last went elsewhere than before'), Type.Null()]),
  },
  closed,
)

const Fault = Type.Object(
  {
    name: Type.String(),
    kind: Type.String(),
    from: Type.String(),
    to: Type.String(),
    detail: Type.String(),
    startedAtMs: At('Beginning'),
    endedAtMs: At('End; the end of the rehearsal where it never ended'),
    ended: Type.Boolean(),
    connectionsHit: Count('Connections that it touched; 0 of one that never ended'),
  },
  closed,
)

const clientCounts = {
  total: Count('All'),
  upgraded: Count('In the version of the site that they talk to, or in need of none'),
  late: Count('Will come by themselves'),
  stranded: Count('Missed too many versions (UPD-08)'),
  redeployByHand: Count('Work again only when somebody installs them by hand'),
}

const Population = Type.Object(
  {
    groups: Type.Array(
      Type.Object(
        {
          group: Type.Enum([...clientGroups], { description: 'Kind of client' }),
          ...clientCounts,
          at: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
            description: 'The appliance that the last connection reached',
          }),
          byHand: Type.Optional(
            Type.Array(Type.String(), {
              description: 'Who has to be installed by hand, by name; a long list is cut',
            }),
          ),
        },
        closed,
      ),
    ),
    ...clientCounts,
    strandedClients: Type.Array(Type.String(), { description: 'By name; a long list is cut' }),
  },
  closed,
)

const Limit = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
  description: 'null = no limit',
})

const reconnections = {
  attempts: Count('Attempts to connect'),
  connected: Count('That got in'),
  deferred: Count('That a throttle told to come back later'),
  failed: Count('That got no answer or a refusal'),
  upgraded: Count('Clients that had their update'),
}

const Storm = Type.Object(
  {
    throttle: Type.Union([
      Type.Object(
        {
          count: Count('Jump Clients of the lab'),
          concurrentUpgradesMax: Limit,
          connectionRateMax: Limit,
        },
        closed,
      ),
      Type.Null(),
    ]),
    ...reconnections,
    peakPerSecond: Type.Number({ minimum: 0, description: 'Attempts a second in the worst span' }),
    peakAtMs: At('Beginning of that span'),
    spans: Type.Array(
      Type.Object({ startedAtMs: At('Beginning'), endedAtMs: At('End'), ...reconnections }, closed),
    ),
  },
  closed,
)

const RequestSpan = Type.Object(
  {
    startedAtMs: At('Beginning'),
    endedAtMs: At('End'),
    count: Count('Requests'),
    failed: Count('Requests without an answer'),
    p50Ms: Ms('Half of them took at most'),
    p99Ms: Ms('99 in 100 took at most'),
    maxMs: Ms('The longest took'),
  },
  closed,
)

const Requests = Type.Object(
  {
    count: Count('Requests'),
    failed: Count('Requests without an answer'),
    worst: RequestSpan,
    spans: Type.Array(RequestSpan),
  },
  closed,
)

const Installation = Type.Object(
  {
    appliance: Type.String(),
    package: Type.String(),
    startedAtMs: At('Beginning'),
    endedAtMs: At('End; the end of the rehearsal where it never ended'),
    finished: Type.Boolean({ description: 'false: it was interrupted, or never ended' }),
  },
  closed,
)

const Machine = Type.Object(
  {
    lateMsMax: Type.Number({
      minimum: 0,
      description: "The longest that the probes' process was late, in real ms",
    }),
    stealShareMax: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "The greatest share of the processors' time that other virtual machines had",
    }),
    clockJumpMs: Type.Number({ minimum: 0, description: 'By how much the wall clock was set' }),
    errorMs: Ms('How much of the downtime may be the own of the machine that measured'),
  },
  closed,
)

const AtRisk = Type.Object(
  {
    atMs: At('When it came to be that many'),
    records: Count(
      'Records on the appliance that serves alone: lost if it vanished at that moment (SYN-07)',
    ),
  },
  closed,
)

const Step = Type.Object(
  {
    id: Type.String(),
    window: Type.String(),
    title: Type.String(),
    guide: Type.String({ description: "The guide's section" }),
    appliance: Type.String({ description: '"" = no appliance in particular' }),
    outcome: Type.Union(
      [
        Type.Literal('passed'),
        Type.Literal('failed'),
        Type.Literal('skipped'),
        Type.Literal('not-reached'),
      ],
      { description: 'not-reached with a startedAtMs: the rehearsal ended within the step' },
    ),
    startedAtMs: Type.Union([At('Beginning'), Type.Null()]),
    endedAtMs: Type.Union([At('End'), Type.Null()]),
    byHandMs: Ms('Of it the operator took so long to go from page to page (REH-10)'),
    evidence: Type.Array(Type.String()),
    expected: Type.String({ description: 'What a failed check expected' }),
    found: Type.String({ description: 'What a failed check found' }),
  },
  closed,
)

/** `report.json`: field names are a contract. All times are lab time. */
export const Report = Type.Object(
  {
    format: Type.Literal('understudy-report-1'),
    verdict: Type.Union([
      Type.Literal('passed'),
      Type.Literal('passed-with-warnings'),
      Type.Literal('failed'),
      Type.Literal('inconclusive'),
    ]),
    reasons: Type.Array(Type.String(), {
      description: 'Why, one sentence each; never empty unless passed',
    }),
    runbook: Type.String(),
    title: Type.String(),
    lab: Type.String(),
    world: Type.Union([Type.Literal('real'), Type.Literal('virtual')]),
    seed: Type.String(),
    startedAtMs: Type.Number({
      description: 'rehearsal-started, in lab time: ms since the Unix epoch',
    }),
    labTimeMs: Ms('From the beginning of the first window to the end of the last'),
    wallTimeMs: Type.Number({ minimum: 0, description: 'How long the rehearsal took, in real ms' }),
    downtimeMs: Ms('The site did not answer, as the probes saw it, from lab-ready to the end'),
    downtimeMsMin: Ms('The downtime at the least, as densely as was probed'),
    downtimeMsMax: Ms('The downtime at the most'),
    longestGapMs: Ms('The longest unbroken downtime'),
    downtimeForAllMs: Ms('Of the downtime: no office had an answer'),
    downtimeByHandMs: Ms('Of the downtime: the operator went from page to page meanwhile (REH-10)'),
    swing: Type.Union([Type.Literal('shared-ip'), Type.Literal('dns'), Type.Literal('nat')], {
      description: 'How traffic is swung',
    }),
    explanations: Type.Array(Type.String(), {
      description: "Why clients saw what they saw, from the network's events, a sentence each",
    }),
    offices: Type.Array(Office),
    faults: Type.Array(Fault),
    population: Type.Union([Population, Type.Null()], {
      description: 'What became of the clients; null = they were not counted',
    }),
    storm: Type.Union([Storm, Type.Null()], {
      description: 'How clients came back; null = none had to',
    }),
    requests: Type.Union([Requests, Type.Null()], {
      description: "How long representatives' requests took; null = not measured",
    }),
    windows: Type.Array(Window),
    outages: Type.Array(Outage, {
      description: 'When at least one probe had no answer; overlapping ones are one',
    }),
    addressConflicts: Type.Array(AddressConflict),
    sessions: Sessions,
    goBack: Type.Union([GoBack, Type.Null()], {
      description:
        'Until when one can go back; null = nothing was installed on an appliance that served the site then',
    }),
    backOut: Type.Union([BackOut, Type.Null()], {
      description: 'The way back, where one was rehearsed; null = the runbook was played on',
    }),
    settings: Type.Object(
      { lost: Type.Array(Type.String(), { description: 'Keys whose change was overwritten' }) },
      closed,
    ),
    exposureMs: Ms(
      'Time without redundancy: no relationship, or not synced since it was established',
    ),
    versions: Type.Record(
      Type.String(),
      Type.Object({ before: Software, after: Software }, closed),
    ),
    installations: Type.Array(Installation, {
      description: 'What each appliance installed, by appliance, in order',
    }),
    atRisk: Type.Union([AtRisk, Type.Null()], {
      description: 'The most that was ever at risk; null = nothing was recorded',
    }),
    warnings: Type.Array(
      Type.Object(
        {
          step: Type.String({ description: 'Who raised it; "" = found in the event stream' }),
          code: Type.String(),
          message: Type.String(),
        },
        closed,
      ),
    ),
    steps: Type.Array(Step),
    machine: Type.Union([Machine, Type.Null()], {
      description: 'The machine that measured, where it was busy (REH-08); null = it was quiet',
    }),
    traceHash: Type.Optional(
      Type.String({ description: 'Virtual world only: SHA-256 over the event stream' }),
    ),
  },
  closed,
)
export type Report = Static<typeof Report>
export type Verdict = Report['verdict']

/** The same contract as a JSON Schema document, which the project ships. */
export const reportJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Understudy rehearsal report',
  description: 'report.json of one rehearsal; derived from its event stream alone.',
  ...Report,
}
