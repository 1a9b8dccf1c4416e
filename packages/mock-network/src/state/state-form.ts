import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Text = Type.String({ minLength: 1, maxLength: 253 })

const State = Type.Object(
  {
    serial: Type.Integer({ minimum: 1, maximum: 4_294_967_295 }),
    records: Type.Array(
      Type.Object(
        {
          name: Text,
          type: Type.Union([Type.Literal('A'), Type.Literal('AAAA')]),
          address: Text,
          ttlMs: Type.Integer({ minimum: 0, maximum: 2_147_483_647_000 }),
        },
        closed,
      ),
      { maxItems: 1_000 },
    ),
    natRules: Type.Array(
      Type.Object(
        {
          publicAddress: Type.String({ format: 'ipv4' }),
          port: Type.Integer({ minimum: 1, maximum: 65_535 }),
          address: Type.String({ format: 'ipv4' }),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
  },
  closed,
)

/** What the state file holds. */
export const StateForm = Type.Object(
  {
    format: Type.Literal('understudy-network-1'),
    /** What the lab file said then: if it says something else now, the lab starts afresh. */
    labFile: State,
    now: State,
  },
  closed,
)
export type StateForm = Static<typeof StateForm>
