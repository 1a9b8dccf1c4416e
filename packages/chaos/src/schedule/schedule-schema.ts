import { type SchemaError, schemaErrors } from '@understudy/shared'
import { type TSchema, Type } from 'typebox'
import { faultKinds } from '../nemesis/table.ts'
import { LabOptions } from './lab-options.ts'
import { modes, type Schedule } from './schedule.ts'

const closed = { additionalProperties: false } as const

const faultSchemas: readonly TSchema[] = Object.entries(faultKinds).map(([name, kind]) =>
  Type.Object(
    {
      atMs: Type.Integer({ minimum: 0, maximum: 3_600_000 }),
      fault: Type.Literal(name),
      with: kind.args,
    },
    closed,
  ),
)

/** A schedule as in a scenario file. */
const ScheduleSchema = Type.Object(
  {
    seed: Type.String({ minLength: 1, maxLength: 100 }),
    mode: Type.Enum(modes),
    lab: LabOptions,
    faults: Type.Array(Type.Union([...faultSchemas]), { maxItems: 1_000 }),
  },
  closed,
)

/** The schedule with its faults in time order, or everything wrong with the value, one sentence each. */
export function checkSchedule(
  value: unknown,
):
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const errors = schemaErrors(ScheduleSchema, value)
  if (errors.length > 0) return { ok: false, problems: errors.map(sentenceOf) }
  const schedule = value as Schedule
  return {
    ok: true,
    schedule: { ...schedule, faults: [...schedule.faults].sort((x, y) => x.atMs - y.atMs) },
  }
}

const sentenceOf = ({ path, expected, found }: SchemaError): string =>
  `${path === '' ? 'the file' : path}: expected ${expected}, found ${found}`
