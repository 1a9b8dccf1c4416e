import { type AtRisk, atRiskOf } from '../at-risk.ts'
import { clockText, countText, plural } from '../format.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import { frame } from '../picture/scale.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { chartRight, drawLine, drawScale, panelOf, roundMoments, roundValues } from './panel.ts'

const top = 26
const height = 120
/** More would show nothing new and make the page heavy. */
const pointsMax = 1_000

/** What would be lost if the serving appliance vanished, over lab time (SYN-07): steps up, and down at each sync. */
export function riskChart(rehearsal: Rehearsal): Markup {
  const changes = thinned(rehearsal)
  const worst = changes.reduce((most, { records }) => Math.max(most, records), 0)
  if (worst === 0) return nothing
  const axis = { startedAtMs: rehearsal.readyAtMs, endedAtMs: rehearsal.endedAtMs }
  const values = roundValues(worst, 4)
  const panel = panelOf(axis, top, height, (records) => records / (values.at(-1) ?? 1))
  const bottom = top + height
  const points = changes.flatMap(({ atMs, records }, i) => {
    const untilMs = changes[i + 1]?.atMs ?? axis.endedAtMs
    const y = panel.y(records)
    return [[panel.x(atMs), y] as const, [panel.x(untilMs), y] as const]
  })
  const worstAtMs = changes.find(({ records }) => records === worst)?.atMs ?? 0
  const words = `At most ${plural(worst, 'record')} on one appliance alone, at ${clockText(worstAtMs)}.`
  return markup`<section class="card picture"><h2>At risk</h2><p>${words} They would be lost if the appliance that serves vanished at that moment; each sync brings the line down.</p><div class="scroll"><svg viewBox="0 0 ${frame.width} ${bottom + 24}" role="img" aria-label="${words}">
    ${roundMoments(axis).map(
      (
        atMs,
      ) => markup`<line class="grid" x1="${panel.x(atMs)}" x2="${panel.x(atMs)}" y1="${top}" y2="${bottom}"/>
    <text class="tick" x="${panel.x(atMs)}" y="${bottom + 16}">${clockText(atMs)}</text>`,
    )}
    <text class="lane" x="${frame.left - 12}" y="${top - 10}">Records</text>
    ${drawScale(panel, values, (value) => countText(value))}
    ${drawLine(points, 'at-risk')}
    <text class="tick right" x="${chartRight + 6}" y="${panel.y(worst) + 4}">${countText(worst)}</text>
  </svg></div></section>`
}

/** The worst of several neighbours stands for all of them: of a long rehearsal, of ever more. */
function thinned(rehearsal: Rehearsal): readonly AtRisk[] {
  let count = 0
  for (const _ of atRiskOf(rehearsal)) count += 1
  const each = Math.ceil(count / pointsMax)
  const kept: AtRisk[] = []
  let index = 0
  for (const one of atRiskOf(rehearsal)) {
    const last = kept.at(-1)
    if (index % each === 0) kept.push(one)
    else if (last !== undefined && one.records > last.records) kept[kept.length - 1] = one
    index += 1
  }
  return kept
}
