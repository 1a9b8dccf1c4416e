import type { ClientGroup } from '@understudy/shared'
import { countText, durationText, listText, plural, timeOfDayText } from '../format.ts'
import { groupWords } from '../population/group-names.ts'
import type { Report } from '../schema.ts'

/** A sentence, and where it comes from: shown as footnotes. */
export interface Sentence {
  readonly text: string
  readonly notes: readonly string[]
}

/**
 * What a change board has to know before it decides (REH-05): how long the site is down, what is lost, until when going
 * back is possible, what people have to do by hand, with names.
 */
export const decisionOf = (report: Report): readonly Sentence[] => [
  downSentence(report),
  lostSentence(report),
  backSentence(report),
  ...rehearsedSentence(report),
  handSentence(report),
]

const sentence = (text: string, ...notes: readonly string[]): Sentence => ({ text, notes })

function downSentence(report: Report): Sentence {
  const { outages, downtimeMs, downtimeByHandMs, longestGapMs } = report
  const [first] = outages
  if (first === undefined) return sentence('No client lost the site.')
  const at = (ms: number) => timeOfDayText(report.startedAtMs, ms)
  const machines =
    downtimeByHandMs === 0
      ? ''
      : `; machines and network needed ${durationText(downtimeMs - downtimeByHandMs)} of that, the rest somebody who goes from page to page`
  const when =
    outages.length === 1
      ? `once, from ${at(first.startedAtMs)} to ${first.recovered ? at(first.endedAtMs) : 'the end'}`
      : `in ${plural(outages.length, 'outage')} from ${at(first.startedAtMs)} on, the longest ${durationText(longestGapMs)}`
  const offices = new Set(outages.flatMap((outage) => outage.offices)).size
  const who =
    report.offices.length < 2 || offices === report.offices.length
      ? 'The site was down'
      : `The site was down for ${countText(offices)} of ${plural(report.offices.length, 'office')}`
  const long =
    who === 'The site was down'
      ? ` for ${durationText(downtimeMs)}`
      : `: ${durationText(downtimeMs)}`
  return sentence(`${who}${long}, ${when}${machines}.`)
}

function lostSentence(report: Report): Sentence {
  const { sessions, settings } = report
  const { acknowledged, lost, cut } = sessions
  const kept =
    lost.length === 0
      ? `No session of ${countText(acknowledged)} was lost`
      : `${countText(lost.length)} of ${plural(acknowledged, 'session')} ${lost.length === 1 ? 'was' : 'were'} lost (${listText(lost, 5)})`
  const ended = cut === 0 ? '' : `, ${countText(cut)} ${cut === 1 ? 'was' : 'were'} cut`
  const overwritten =
    settings.lost.length === 0
      ? ''
      : `; ${plural(settings.lost.length, 'changed setting')} overwritten (${listText(settings.lost, 5)})`
  return sentence(`${kept}${ended}${overwritten}.`, ...lossSource(report))
}

const lossSource = ({ sessions: { lost, discardedCount }, backOut }: Report): readonly string[] => {
  if (lost.length === 0) return []
  if (backOut !== null) return ['UPD-10']
  return [discardedCount > 0 ? 'SYN-04' : 'SYN-07']
}

/** UPD-10: until when, to which box, and what it costs later. */
function backSentence({ goBack, startedAtMs, steps, installations }: Report): Sentence {
  if (goBack === null)
    return sentence(
      installations.length === 0
        ? 'Nothing was installed, so that there is nothing to go back from.'
        : 'What was installed has not served the site, so that there is nothing to go back from.',
    )
  const { to, freeUntilMs, freeUntilStep, untilMs, untilStep } = goBack
  const guideOf = (id: string) => {
    const step = steps.find((one) => one.id === id)
    return step === undefined ? [] : [`${id}: ${step.guide}`]
  }
  if (freeUntilMs === null) return sentence('One can go back without losing anything to the end.')
  const until = (ms: number, id: string) =>
    `${timeOfDayText(startedAtMs, ms)}${id === '' ? '' : ` (step ${id})`}`
  const later =
    untilMs === null
      ? `, and to the end ${priceOf(goBack)}`
      : untilMs > freeUntilMs
        ? `, and until ${until(untilMs, untilStep)} ${priceOf(goBack)}`
        : ''
  const boxes = to.map((name) => name.toUpperCase()).join(' or ')
  const way = ` There is no downgrade: going back is to lead the site to ${boxes}, as long as it is not updated.`
  return sentence(
    `One can go back without losing anything until ${until(freeUntilMs, freeUntilStep)}${later}.${strandedThen(goBack)}${way}`,
    ...guideOf(freeUntilStep),
    ...(untilMs === null || later === '' ? [] : guideOf(untilStep)),
    'UPD-10',
  )
}

/** The way back as it was rehearsed. */
function rehearsedSentence({ backOut }: Report): readonly Sentence[] {
  if (backOut === null) return []
  const { after, durationMs, byHandMs, downtimeMs, completed } = backOut
  const down =
    downtimeMs === 0
      ? 'the site answered throughout'
      : `the site was down for ${durationText(downtimeMs)} of it`
  const how = completed ? 'took' : 'was not completed in'
  return [
    sentence(
      `The way back after step ${after} ${how} ${durationText(durationMs)}, ${durationText(byHandMs)} of that from page to page; ${down}.`,
    ),
  ]
}

function priceOf(goBack: NonNullable<Report['goBack']>): string {
  const { sessionsAtStake, sessionsPerMinute, afterSteps } = goBack
  const worst = Math.max(0, ...afterSteps.map(({ sessions }) => sessions))
  // A sync may have brought them to the old box meanwhile.
  if (worst > sessionsAtStake) {
    const step = afterSteps.find(({ sessions }) => sessions === worst)?.step ?? ''
    return `at the price of up to ${plural(worst, 'session')} (after step ${step}) and at last ${sessionsAtStake === 0 ? 'of none' : `of ${countText(sessionsAtStake)}`}`
  }
  if (sessionsAtStake === 0) return 'at the price of nothing that was recorded here'
  return `at the price of the ${plural(sessionsAtStake, 'session')} recorded in between${sessionsPerMinute === 0 ? '' : `, ${sessionsPerMinute} a minute`}`
}

/** The clients that have updated by then, and that the old box does not admit; with names as far as they are known. */
function strandedThen({ clientsNewer }: NonNullable<Report['goBack']>): string {
  if (clientsNewer.length === 0) return ''
  const all = clientsNewer.map(({ group, count, names }) => {
    const listed = names.length === 0 ? '' : ` (${listText(names, 5)})`
    return `${countText(count)} of the ${groupWords(group as ClientGroup)}${listed}`
  })
  return ` Newer than the old box by then, and not admitted by it: ${all.join(', ')}.`
}

/** The behaviour of the product that causes each. */
const sources: Readonly<Record<string, string>> = {
  'msi-consoles': 'CLI-01',
  'active-jump-clients': 'UPD-08',
  'passive-jump-clients': 'UPD-08',
  jumpoints: 'UPD-08',
  'connection-agents': 'CLI-05',
  'provider-logins': 'CLI-05',
  installers: 'CLI-05',
}

function handSentence({ population }: Report): Sentence {
  if (population === null) return sentence('Nobody has counted what has to be done by hand.')
  const groups = population.groups.filter((one) => one.redeployByHand + one.stranded > 0)
  if (groups.length === 0) return sentence('Nothing has to be installed by hand afterwards.')
  const all = groups.map(({ group, redeployByHand, stranded, byHand = [] }) => {
    const count = redeployByHand + stranded
    const named = byHand.slice(0, 5)
    const names =
      named.length === 0
        ? ''
        : ` (${listText(named, 5)}${count > named.length ? ` and ${countText(count - named.length)} more` : ''})`
    return `${countText(count)} of the ${groupWords(group)}${names}`
  })
  const ids = new Set(groups.flatMap(({ group }) => sources[group] ?? []))
  return sentence(`To be installed by hand afterwards: ${all.join(', ')}.`, ...ids)
}
