import { trusted } from '../markup.ts'

/** What a comparison's page adds to the style of all reports. */
export const comparisonStyle = trusted(`
.spread rect { fill: var(--who); shape-rendering: crispEdges; }
.spread .range { stroke: var(--who); stroke-width: 3; } .spread .median { stroke: var(--ink); stroke-width: 2; }
.picture .spread .value { fill: var(--ink); font-size: 14px; font-weight: 650; }
.picture h3 { margin-top: 18px; } .picture h3:first-of-type { margin-top: 4px; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; margin-top: 20px; } .choices .card { margin-top: 0; border-top: 5px solid var(--who); }
.choices dl { margin: 0; } .choices dt { color: var(--soft); font-size: 13px; font-weight: 600; margin-top: 8px; } .choices dd { margin: 0; }
@media screen and (max-width: 900px) { .choices { grid-template-columns: 1fr; } }
`)
