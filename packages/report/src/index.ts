/*
 * What a rehearsal means: figures and verdict from its event stream alone, and the pages for them. Used by `cluster-cli`.
 *
 * 1. `analyse(events, facts)` once, when the stream is complete; `Progress` reports on a stream while it grows.
 * 2. `renderHtml` of that analysis, `renderJUnit`, `renderTap`, `renderSummary` of its report; `exitCodeOf` its verdict.
 * 3. `sampleOf` of many reports and `compareProcedures` of these: two procedures side by side.
 *
 * A campaign's report is made with the same `markup`, `section`, `table` and `style`.
 */

export { type Analysis, analyse, buildReport, type ReportFacts } from './build-report.ts'
export * from './comparison/index.ts'
export * from './exit-code.ts'
export { renderHtml } from './html/page.ts'
export { style } from './html/style.ts'
export { section, table } from './html/table.ts'
export { renderJUnit } from './junit.ts'
export { LivePicture } from './live-picture.ts'
export { type Markup, markup, nothing } from './markup.ts'
export { Progress } from './progress.ts'
export * from './schema.ts'
export { renderSummary, type SummaryOptions } from './summary.ts'
export { renderTap } from './tap.ts'
export { alignedTable, harmless, paintOf } from './terminal.ts'
export type { TracesData } from './traces/otlp.ts'
export { type TraceFacts, tracesOf } from './traces/traces-of.ts'
