import { type Static, Type } from 'typebox'
import { Report } from '../schema.ts'

const closed = { additionalProperties: false } as const
const Ms = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}, in ms of lab time` })
const Count = (description: string) => Type.Integer({ minimum: 0, description })
const { verdict: Verdict, swing: Swing } = Report.properties
const Seed = Type.String({ description: 'Seed of a rehearsal' })

/** What one rehearsal cost. Lower is better for each. */
export const Figures = Type.Object(
  {
    downtimeMs: Ms('The site did not answer its probes'),
    longestGapMs: Ms('The longest unbroken downtime'),
    sessionsCut: Count('Sessions under way that an update or a swing ended'),
    customersWithoutHelp: Count('Customers who gave up waiting or were turned away'),
    sessionsLost: Count('Acknowledged sessions that are stored nowhere in the end'),
    recordsAtRisk: Count('The most that was ever on one appliance alone while it served'),
    settingsLost: Count('Changed settings that were overwritten'),
    exposureMs: Ms('Time without redundancy'),
    windowsMs: Ms('The maintenance windows together, without the pause between them'),
    byHandMs: Ms('Of these the operator went from page to page'),
    labTimeMs: Ms('From the beginning of the first window to the end of the last'),
    clientsByHand: Count('Clients that work again only when somebody installs them by hand'),
  },
  closed,
)
export type Figures = Static<typeof Figures>
export type FigureName = keyof Figures

/** One rehearsal of a comparison. */
export const Sample = Type.Object(
  {
    seed: Seed,
    verdict: Verdict,
    reasons: Type.Array(Type.String(), { description: 'Why, one sentence each' }),
    warnings: Type.Array(Type.String(), { description: 'Codes of its warnings, each once' }),
    figures: Figures,
    traceHash: Type.String({ description: 'SHA-256 over its event stream' }),
  },
  closed,
)
export type Sample = Static<typeof Sample>

/** How a figure is spread over the seeds. Every value except the mean is one that occurred. */
export const Distribution = Type.Object(
  {
    min: Type.Number(),
    p5: Type.Number({ description: '5 in 100 seeds are at most that' }),
    median: Type.Number(),
    p95: Type.Number({ description: '95 in 100 seeds are at most that' }),
    max: Type.Number(),
    mean: Type.Number(),
  },
  closed,
)
export type Distribution = Static<typeof Distribution>

const figureNames = Object.keys(Figures.properties) as FigureName[]
const FigureName = Type.Enum([...figureNames])

const Word = Type.Object(
  { text: Type.String(), source: Type.String({ description: "The guides' sections" }) },
  closed,
)
const GuideWord = Type.Object(
  { summary: Word, advantage: Word, disadvantage: Word, advice: Word },
  closed,
)
export type GuideWord = Static<typeof GuideWord>

const Procedure = Type.Object(
  {
    runbook: Type.String(),
    title: Type.String(),
    guide: Type.Union([GuideWord, Type.Null()], {
      description: 'What the guides say of it; null = it is none of theirs',
    }),
    verdicts: Type.Object(
      {
        passed: Count('Rehearsals that passed'),
        'passed-with-warnings': Count('That passed with warnings'),
        failed: Count('That failed'),
        inconclusive: Count('That proved nothing'),
      },
      closed,
    ),
    counted: Count('Rehearsals that passed, also with warnings: the distributions are of these'),
    notCounted: Type.Array(
      Type.Object({ seed: Seed, verdict: Verdict, reasons: Type.Array(Type.String()) }, closed),
      { description: 'The others, by name' },
    ),
    warnings: Type.Array(
      Type.Object({ code: Type.String(), seeds: Count('In how many rehearsals') }, closed),
    ),
    distributions: Type.Record(Type.String(), Distribution, {
      description: 'By the name of the figure; empty where no rehearsal counts',
    }),
    rehearsals: Type.Array(Sample),
  },
  closed,
)
export type Procedure = Static<typeof Procedure>

const Finding = Type.Object(
  {
    figure: FigureName,
    text: Type.String({ description: 'A sentence for people' }),
    seeds: Count('Seeds with which both procedures counted'),
    less: Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: 'By runbook: in how many of them it cost less than the other',
    }),
  },
  closed,
)
export type Finding = Static<typeof Finding>

/** `comparison.json`: field names are a contract (REH-06). Same plans and seeds, same file. */
export const Comparison = Type.Object(
  {
    format: Type.Literal('understudy-comparison-1'),
    verdict: Verdict,
    reasons: Type.Array(Type.String(), {
      description: 'Why, one sentence each; never empty unless passed',
    }),
    lab: Type.String(),
    swing: Swing,
    seeds: Type.Object(
      {
        first: Seed,
        asked: Count('How many were asked for'),
        played: Count('How many were played with both procedures'),
      },
      closed,
    ),
    procedures: Type.Array(Procedure),
    findings: Type.Array(Finding, { description: 'Figure by figure, seed by seed' }),
  },
  closed,
)
export type Comparison = Static<typeof Comparison>
