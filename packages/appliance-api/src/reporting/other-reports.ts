import { type ApplianceReading, compareVersions } from '@understudy/shared'
import { type ApiBytes, type ApiDocument, errorDocument, errorTexts } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import { archive, archiveListing } from './archives.ts'
import { jumpItems } from './jump-items.ts'
import { licenceUsage, usageOf } from './licence-usage.ts'
import { periodOf } from './period.ts'
import { syslog } from './syslog.ts'
import { teamActivity } from './team-activity.ts'

interface OtherReport {
  /** The API version that brought it. */
  readonly since: string
  readonly answer: (
    era: Era,
    parameters: Parameters,
    reading: ApplianceReading,
  ) => ApiDocument | ApiBytes
}

/** Reports of other things than sessions; where the version of one is not known, it is there always (P 4.2). */
const reports: Readonly<Record<string, OtherReport>> = {
  SupportTeam: { since: '1.0.0', answer: teamReport },
  LicenseUsage: { since: '1.0.0', answer: licenceReport },
  ArchiveListing: { since: '1.12.0', answer: archiveListing },
  Archive: { since: '1.12.0', answer: archive },
  Syslog: { since: '1.22.1', answer: (_era, _parameters, reading) => syslog(reading) },
  JumpItem: {
    since: '1.24.1',
    answer: (era, _parameters, reading) => jumpItems(era, reading.jumpItems()),
  },
}

/** What a report of that name answers in that era; undefined = it is none of these. */
export function otherReportOf(
  era: Era,
  parameters: Parameters,
  reading: ApplianceReading,
): ApiDocument | ApiBytes | undefined {
  const name = parameters.get('generate_report') ?? ''
  const report = Object.hasOwn(reports, name) ? reports[name] : undefined
  return report === undefined || compareVersions(era.apiVersion, report.since) < 0
    ? undefined
    : report.answer(era, parameters, reading)
}

function teamReport(era: Era, parameters: Parameters, reading: ApplianceReading): ApiDocument {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const period = periodOf(parameters, reading.nowMs)
  if ('error' in period) return failed(period.error)
  const id = parameters.get('id') ?? 'all'
  return teamActivity(era, reading, period, id) ?? failed(errorTexts.noTeam)
}

function licenceReport(era: Era, parameters: Parameters, reading: ApplianceReading): ApiDocument {
  const period = periodOf(parameters, reading.nowMs)
  return 'error' in period
    ? errorDocument(era, 'reporting', period.error)
    : licenceUsage(era, usageOf(reading.activity(), period, reading.nowMs))
}
