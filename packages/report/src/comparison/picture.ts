import { type Markup, markup } from '../markup.ts'
import { fitted, frame } from '../picture/scale.ts'
import { figureText, figureWords } from './figures.ts'
import type { Distribution, FigureName, Procedure } from './schema.ts'
import { barsFrame, type ValueScale, valueScaleOf } from './value-scale.ts'
import { isCounted } from './verdicts.ts'

const bins = 96
const rowHeight = 58
const barsHeight = 40

/** Each procedure's seeds by their value of one figure: one row above the other, on one scale. */
export function drawFigure(figure: FigureName, procedures: readonly Procedure[]): Markup {
  const rows = procedures.flatMap((procedure, index) => {
    const distribution = procedure.distributions[figure]
    return distribution === undefined ? [] : [{ procedure, distribution, index }]
  })
  const greatest = Math.max(0, ...rows.map(({ distribution }) => distribution.max))
  const scale = valueScaleOf(
    figure,
    greatest,
    rows.map(({ distribution }) => distribution.median),
  )
  const bottom = rows.length * rowHeight
  const words = rows.map(({ procedure, distribution }) => inWords(figure, procedure, distribution))
  return markup`<svg viewBox="0 0 ${frame.width} ${bottom + 24}" role="img" aria-label="${figureWords[figure].title}: ${words.join('; ')}">
    ${drawTicks(scale, bottom)}
    ${rows.map(({ procedure, distribution, index }, row) => drawRow(figure, procedure, distribution, scale, { index, top: row * rowHeight }))}
  </svg>`
}

const inWords = (figure: FigureName, { runbook }: Procedure, spread: Distribution): string =>
  `${runbook} ${figureText(figure, spread.median)} in the median, ${figureText(figure, spread.min)} to ${figureText(figure, spread.max)}`

const drawTicks = (scale: ValueScale, bottom: number): readonly Markup[] =>
  scale.ticks.map(
    ({ value, text }) =>
      markup`<line class="grid" x1="${scale.x(value)}" x2="${scale.x(value)}" y1="0" y2="${bottom}"/>
    <text class="tick" x="${scale.x(value)}" y="${bottom + 16}">${text}</text>`,
  )

function drawRow(
  figure: FigureName,
  { runbook, rehearsals }: Procedure,
  { median, p5, p95 }: Distribution,
  scale: ValueScale,
  { index, top }: { readonly index: number; readonly top: number },
): Markup {
  const values = rehearsals.filter(isCounted).map(({ figures }) => figures[figure])
  const baseline = top + 4 + barsHeight
  const [from, to, at] = [p5, p95, median].map(scale.x)
  return markup`<g class="spread who-${index}">
    <text class="lane" x="${barsFrame.left - 12}" y="${baseline - 8}">${fitted(runbook, barsFrame.left - 16)}</text>
    ${drawBars(values, scale, baseline)}
    <line class="range" x1="${from ?? 0}" x2="${to ?? 0}" y1="${baseline + 5}" y2="${baseline + 5}"/>
    <line class="median" x1="${at ?? 0}" x2="${at ?? 0}" y1="${baseline}" y2="${baseline + 10}"/>
    <text class="tick right value" x="${barsFrame.right + 14}" y="${baseline - 18}">${figureText(figure, median)}</text>
    <text class="tick right" x="${barsFrame.right + 14}" y="${baseline - 2}">${p5 === p95 ? 'in 9 of 10 seeds' : `${figureText(figure, p5)} to ${figureText(figure, p95)}`}</text>
  </g>`
}

/** How many seeds fall into each bin of the scale. */
function drawBars(
  values: readonly number[],
  scale: ValueScale,
  baseline: number,
): readonly Markup[] {
  const width = (barsFrame.right - barsFrame.left) / bins
  const counts = new Map<number, number>()
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((scale.x(value) - barsFrame.left) / width))
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const most = Math.max(1, ...counts.values())
  return [...counts].map(([bin, count]) => {
    // Rare values stay visible.
    const height = Math.max(2, Math.round((count / most) * barsHeight))
    const x = Math.round((barsFrame.left + bin * width) * 10) / 10
    return markup`<rect x="${x}" y="${baseline - height}" width="${Math.round(width * 10) / 10}" height="${height}"/>`
  })
}
