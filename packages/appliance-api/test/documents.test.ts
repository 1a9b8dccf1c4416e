import fc from 'fast-check'
import t from 'tap'
import {
  type ApiDocument,
  checkHealth,
  commandSchema,
  eraOf,
  errorDocument,
  getApiInfo,
  outcomeDocument,
  parametersOf,
  reportingSchema,
  reportOf,
} from '../src/index.ts'
import { someSession, someText } from './support/any-request.ts'
import { readings } from './support/readings.ts'
import { whyInvalid } from './support/xmllint.ts'

/** One site version of each era, and what its APIs say of themselves. */
const versions = ['10.5.2', '10.6.1', '15.1.1', '24.1.1']

const textOf = ({ parts }: ApiDocument): string => [...parts].join('')

t.test('API-02, API-03: every document validates against the schema of its version', async (t) => {
  for (const version of versions) {
    const era = eraOf(version)
    const command = fc.sample(fc.tuple(someText, someText, fc.boolean()), { numRuns: 8, seed: 1 })
    const commands = command.flatMap(([hostname, text, configured]) => {
      const now = readings({ hostname, problem: configured ? null : text, configured })
      const outcomes = [
        { ok: true as const, value: text },
        { ok: false as const, refusal: { code: 'busy', message: text } as never },
      ]
      return [
        checkHealth(era, now),
        getApiInfo(era, now, {
          command: 'read_only',
          reporting: configured,
          licences: false,
          archives: true,
          backup: false,
        }),
        ...outcomes.map((outcome) => outcomeDocument(era, outcome)),
        errorDocument(era, 'command', text),
      ]
    })
    t.equal(await whyInvalid(commands.map(textOf), commandSchema(era)), '', `${version}: commands`)
    const sessions = fc.sample(fc.array(someSession, { maxLength: 4 }), { numRuns: 12, seed: 2 })
    const reports = sessions.flatMap((list) =>
      ['SupportSession', 'SupportSessionListing', 'none'].map((type) => {
        const parameters = parametersOf(`generate_report=${type}&end_time=0&duration=0`)
        const report = reportOf(era, parameters, readings(), { sessions: () => [list, []] })
        return report.kind === 'document' ? textOf(report) : ''
      }),
    )
    t.equal(await whyInvalid(reports, reportingSchema(era)), '', `${version}: reports`)
  }
  const other = textOf(checkHealth(eraOf('10.5.2'), readings()))
  t.match(
    await whyInvalid([other], commandSchema(eraOf('10.6.1'))),
    /No matching global/,
    'no stand-in',
  )
})
