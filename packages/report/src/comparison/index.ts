/** Two procedures over many seeds (REH-06): what each rehearsal contributes, the result, and what shows it. */

export { type ComparisonFacts, compareProcedures, type PlayedProcedure } from './compare.ts'
export { figureText, figureWords, sampleOf } from './figures.ts'
export { renderComparisonHtml } from './page.ts'
export { Comparison, type FigureName, type Sample } from './schema.ts'
export { renderComparisonSummary } from './summary.ts'
