import type { ReportedSession } from '@understudy/shared'
import t from 'tap'
import { eraOf, parametersOf, reportingSchema, reportOf } from '../src/index.ts'
import { readings } from './support/readings.ts'
import { whyInvalid } from './support/xmllint.ts'

const session: ReportedSession = {
  open: false,
  lsid: '1',
  lseq: 1,
  externalKey: 'case 7',
  customer: 'Ana',
  representative: 'Rui',
  issue: '',
  startedAtMs: 1_286_566_039_000,
  endedAtMs: 1_286_566_962_000,
  outcome: 'completed',
  reason: '',
  events: [],
  recording: null,
}

function reportBy(version: string): string {
  const parameters = parametersOf('generate_report=SupportSession&end_time=0&duration=0')
  const report = reportOf(eraOf(version), parameters, readings(), { sessions: () => [[session]] })
  return report.kind === 'document' ? [...report.parts].join('') : ''
}

t.test(
  'API-01: a program made for the XML of 10.6 fails on that of 10.5, and the other way round',
  async (t) => {
    const [before, since] = [reportBy('10.5.2'), reportBy('10.6.1')]
    const [schemaBefore, schemaSince] = ['10.5.2', '10.6.1'].map((v) => reportingSchema(eraOf(v)))
    t.equal(await whyInvalid([before], schemaBefore ?? ''), '')
    t.equal(await whyInvalid([since], schemaSince ?? ''), '')
    // It looks for names in the namespace, or for names in none; there are no such elements.
    t.match(await whyInvalid([before], schemaSince ?? ''), /No matching global declaration/)
    t.match(await whyInvalid([since], schemaBefore ?? ''), /No matching global declaration/)
  },
)
