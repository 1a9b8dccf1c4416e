import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const At = (description: string) =>
  Type.Number({
    minimum: 0,
    description: `${description}, in ms of lab time since rehearsal-started`,
  })
const Ms = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}, in ms of lab time` })
const Count = (description: string) => Type.Integer({ minimum: 0, description })

/** What going back would mean (UPD-10, REH-05). */
export const GoBack = Type.Object(
  {
    to: Type.Array(Type.String(), {
      description: 'Appliances with the old software as the windows began',
    }),
    freeUntilMs: Type.Union([
      At('Until then without losing anything; null = to the end'),
      Type.Null(),
    ]),
    freeUntilStep: Type.String({ description: 'Id of the step that ends it; "" = none' }),
    untilMs: Type.Union([At('Until then at all; null = to the end'), Type.Null()]),
    untilStep: Type.String({ description: 'Id of the step that ends it; "" = none' }),
    sessionsAtStake: Count('Acknowledged sessions that going back would lose at the last moment'),
    sessionsPerMinute: Type.Number({
      minimum: 0,
      description: 'How many more of them each minute, from the first moment on',
    }),
    clientsNewer: Type.Array(
      Type.Object(
        {
          group: Type.String(),
          count: Count('How many'),
          names: Type.Array(Type.String(), { description: 'Consoles are named, others counted' }),
        },
        closed,
      ),
      { description: 'Clients that are newer by then than the box, which does not admit them' },
    ),
    afterSteps: Type.Array(
      Type.Object(
        {
          step: Type.String(),
          atMs: At('Its end'),
          sessions: Count('Acknowledged sessions that going back after it would lose'),
          clients: Count('Clients newer than the box after it'),
        },
        closed,
      ),
      { description: 'What going back costs after each step, once it costs anything' },
    ),
  },
  closed,
)

/** A way back that was rehearsed (`--back-out-after`, REH-05). */
export const BackOut = Type.Object(
  {
    after: Type.String({ description: 'Id of the step after which one went back' }),
    title: Type.String(),
    durationMs: Ms('From its first step to the end of its last'),
    byHandMs: Ms('Of that: the operator went from page to page'),
    downtimeMs: Ms('Of that: the site did not answer'),
    completed: Type.Boolean({ description: 'All of its steps passed' }),
  },
  closed,
)
