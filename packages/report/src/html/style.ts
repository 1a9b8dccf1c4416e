import { trusted } from '../markup.ts'

/** The whole style of the report: light or dark by the reader's system, light on paper. */
export const style = trusted(`
:root {
  --page: #f3f5f8; --card: #ffffff; --ink: #17202e; --soft: #566376; --line: #dde3eb;
  --track: #eef1f5; --band-0: #e9eff8; --band-1: #f1ecf8;
  --a: #3d5fc4; --b: #0e8a82; --c: #8a5a14; --good: #1f8a52; --up: #58b483; --bad: #d13438; --warn: #d98a00;
  --step: #66758a; --work: #e39a2d; --work-soft: #f8dfb6; --on-work: #5b3a05; --unknown: #7a8699; --sync: #8350c8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10151d; --card: #19202b; --ink: #e8edf4; --soft: #9aa8ba; --line: #2d3746;
    --track: #232c39; --band-0: #1e2a3d; --band-1: #292440;
    --a: #6d8cf0; --b: #2bb3a8; --c: #c99243; --good: #3fb878; --up: #359a66; --bad: #f0575b; --warn: #f0a92e;
    --step: #93a2b7; --work: #d08a22; --work-soft: #6a4a17; --on-work: #ffe9c4; --unknown: #6b788c; --sync: #b490f5;
  }
}
* { box-sizing: border-box; }
html { background: var(--page); -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 1280px; padding: 32px 28px 48px; color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { font-size: 28px; line-height: 1.2; margin: 2px 0 6px; letter-spacing: -0.01em; }
h2 { font-size: 17px; margin: 0 0 12px; }
.kicker { color: var(--soft); font-size: 13px; font-weight: 600; }
.facts { color: var(--soft); margin: 0; }
.facts b { color: var(--ink); font-weight: 600; }
.card, .verdict, .figure { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.card { padding: 20px 22px; margin-top: 20px; }
.verdict { margin-top: 22px; padding: 18px 22px; border-left: 8px solid var(--tone); }
.verdict strong { font-size: 22px; color: var(--tone); }
.verdict ul { margin: 8px 0 0; padding-left: 20px; }
.verdict p { margin: 4px 0 0; }
.decision p { margin: 0 0 6px; font-size: 16px; } .decision h2 { margin-bottom: 8px; }
.decision sup { font-size: 11px; line-height: 0; margin-left: 2px; } a { color: inherit; }
.notes { margin: 10px 0 0; padding-left: 20px; color: var(--soft); font-size: 13px; }
.words { margin-top: 10px; color: var(--soft); font-size: 13px; } .words ul { margin: 6px 0 0; padding-left: 20px; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; border-radius: 4px; }
.tone-passed { --tone: var(--good); } .tone-passed-with-warnings { --tone: var(--warn); }
.tone-failed { --tone: var(--bad); } .tone-inconclusive { --tone: var(--unknown); }
.figures { display: grid; grid-template-columns: repeat(7, 1fr); gap: 10px; margin-top: 12px; }
.figure { padding: 14px 12px; }
.figure dt { color: var(--soft); font-size: 13px; }
.figure dd { margin: 0; }
.figure .value { font-size: 21px; font-weight: 650; line-height: 1.3; white-space: nowrap; }
.figure .note { color: var(--soft); font-size: 13px; line-height: 1.35; }
.figure.bad .value { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; color: var(--soft); font-weight: 600; font-size: 13px; white-space: nowrap; }
th, td { padding: 7px 14px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; padding-right: 28px; }
.nowrap { white-space: nowrap; }
.soft { color: var(--soft); } .small { font-size: 13px; }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.lsids { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 0; padding: 0; list-style: none; }
.pill { display: inline-block; padding: 0 9px; border-radius: 9px; font-size: 13px; font-weight: 600; white-space: nowrap; color: var(--pill); border: 1px solid var(--pill); }
.pill.passed { --pill: var(--good); } .pill.failed { --pill: var(--bad); }
.pill.skipped, .pill.not-reached { --pill: var(--unknown); }
.evidence { margin: 0; padding-left: 16px; }
.evidence .failed { color: var(--bad); }
.badge { display: inline-block; min-width: 20px; padding: 0 5px; border-radius: 10px; text-align: center; font-size: 12px; font-weight: 700; line-height: 20px; background: var(--bad); color: var(--card); }
.legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 12px 0 0; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
.legend svg { flex: none; width: 18px; height: 11px; margin-right: 6px; vertical-align: -1px; }
footer { margin-top: 24px; color: var(--soft); font-size: 13px; }
footer p { margin: 0 0 6px; max-width: 100ch; overflow-wrap: anywhere; }
.picture .scroll svg { display: block; width: 100%; height: auto; }
.picture text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; fill: var(--ink); }
.picture .lane { text-anchor: end; font-size: 12px; font-weight: 600; }
.picture .tick { text-anchor: middle; fill: var(--soft); }
.picture .window { font-size: 12px; font-weight: 650; }
.picture .in { text-anchor: middle; }
.band-0 { fill: var(--band-0); } .band-1 { fill: var(--band-1); }
.track { fill: var(--track); } .grid { stroke: var(--line); stroke-width: 1; }
.who-0 { --who: var(--a); } .who-1 { --who: var(--b); } .who-2 { --who: var(--c); } .who-any { --who: var(--step); }
.role rect, .owner rect { fill: var(--who); }
.role.standalone rect { fill-opacity: 0.5; } .role.backup rect { fill-opacity: 0.2; }
.role.down rect { fill: var(--bad); fill-opacity: 1; }
.picture .role.primary .in, .picture .role.down .in, .picture .owner .in { fill: var(--card); font-weight: 650; }
.owner.nobody, .owner.conflict { --who: var(--bad); }
.owner.conflict rect { stroke: var(--ink); stroke-width: 1.5; }
.work rect { fill: url(#hatch); } .work.bad rect { stroke: var(--bad); stroke-width: 2; }
.picture .work .in { fill: var(--on-work); font-weight: 650; paint-order: stroke; stroke: var(--work-soft); stroke-width: 3px; }
.hatch-ground { fill: var(--work-soft); } .hatch-line { fill: var(--work); fill-opacity: 0.55; }
.link rect { fill: var(--step); fill-opacity: 0.55; } .sync rect { fill: var(--sync); } .sync.bad rect { fill: var(--bad); stroke: var(--ink); stroke-dasharray: 2 2; }
.exposed rect { fill: var(--warn); fill-opacity: 0.75; }
.step rect { fill: var(--step); } .step.failed rect { fill: var(--bad); } .picture .step .in { fill: var(--card); } .picture .step.failed .id { fill: var(--bad); font-weight: 700; }
.step.skipped rect, .step.not-reached rect { fill: none; stroke: var(--unknown); stroke-dasharray: 3 2; }
.fault rect { fill: var(--bad); fill-opacity: 0.25; stroke: var(--bad); stroke-width: 1; } .crisp rect { shape-rendering: crispEdges; } .picture .fault .in { fill: var(--ink); }
h3 { font-size: 14px; margin: 14px 0 4px; } .why, .card ul { margin: 0; padding-left: 20px; } .card ul.legend, .card ul.lsids { padding: 0; } .card ul.legend { margin-top: 12px; } .card ul.evidence { padding-left: 16px; }
.why li + li { margin-top: 4px; } .bad-count { color: var(--bad); }
.charts p { margin: 0 0 10px; } .picture .tick.left { text-anchor: end; } .picture .tick.right { text-anchor: start; }
.storm-connected { fill: var(--up); } .storm-deferred { fill: var(--work); } .storm-failed { fill: var(--bad); }
.storm-upgraded, .requests-p50, .requests-p99, .requests-max { fill: none; stroke-width: 2; stroke-linejoin: round; }
.at-risk { fill: none; stroke: var(--bad); stroke-width: 2; }
.storm-upgraded { stroke: var(--a); } .picture .storm-upgraded-text { fill: var(--a); font-weight: 650; } .storm-line { fill: var(--a); }
.requests-p50 { stroke: var(--b); } .requests-p99 { stroke: var(--sync); } .requests-max { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
.p50-line { fill: var(--b); } .p99-line { fill: var(--sync); } .max-line { fill: var(--soft); } .failed-swatch { fill: var(--bad); fill-opacity: 0.25; }
.requests-span rect { fill: transparent; } .requests-span.bad rect { fill: var(--bad); fill-opacity: 0.25; }
.ok, .ok-swatch rect { fill: var(--up); } .down, .owner.nobody rect { fill: url(#down); } .down-ground { fill: var(--bad); } .down-line { fill: var(--card); fill-opacity: 0.55; } .ok, .down { shape-rendering: crispEdges; }
.marker line { stroke: var(--bad); stroke-width: 1.5; } .marker circle { fill: var(--bad); }
.picture .marker text { text-anchor: middle; fill: var(--card); font-weight: 700; font-size: 10px; letter-spacing: -0.03em; }
@media screen and (max-width: 1180px) { .figures { grid-template-columns: repeat(4, 1fr); } }
@media screen and (max-width: 900px) { .figures { grid-template-columns: repeat(2, 1fr); } body { padding: 20px 14px; } .picture .scroll svg { min-width: 860px; } }
/* On a phone a step stands above its evidence, a warning's name above its sentence; a table would put these out of sight. */
@media screen and (max-width: 640px) {
  :is([aria-label="Steps"], [aria-label="Warnings"]) thead { display: none; }
  :is([aria-label="Steps"], [aria-label="Warnings"]) tr { display: flex; flex-wrap: wrap; gap: 3px 14px; padding: 10px 0; border-bottom: 1px solid var(--line); }
  :is([aria-label="Steps"], [aria-label="Warnings"]) td { border: 0; padding: 0; text-align: left; }
  :is([aria-label="Steps"], [aria-label="Warnings"]) td:first-child, :is([aria-label="Steps"], [aria-label="Warnings"]) td:last-child { flex: 1 0 100%; }
  [aria-label="Steps"] td:nth-child(3)::before { content: "at "; color: var(--soft); }
  [aria-label="Steps"] td:nth-child(4)::before { content: "took "; color: var(--soft); }
  [aria-label="Steps"] td:nth-child(5)::before { content: "by hand "; color: var(--soft); }
}
@media print {
  @page { margin: 12mm; }
  :root {
    --page: #fff; --card: #fff; --ink: #17202e; --soft: #566376; --line: #dde3eb; --track: #eef1f5;
    --band-0: #e9eff8; --band-1: #f1ecf8; --a: #3d5fc4; --b: #0e8a82; --c: #8a5a14; --good: #1f8a52; --up: #58b483;
    --bad: #d13438; --warn: #d98a00; --step: #66758a; --work: #e39a2d; --work-soft: #f8dfb6;
    --on-work: #5b3a05; --unknown: #7a8699; --sync: #8350c8;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 12px; }
  .figures { grid-template-columns: repeat(4, 1fr); } .legend { font-size: 10.5px; }
  .figure .value { font-size: 16px; } table, th, .small, code, .notes { font-size: 10.5px; }
  .decision p { font-size: 12.5px; margin-bottom: 4px; } th { white-space: normal; } th, td { padding-right: 8px; } .number { padding-right: 10px; }
  .picture, .verdict, .figure, tr { break-inside: avoid; }
  h2 { break-after: avoid; } .scroll { overflow: visible; }
}
`)
