/** The look of every page: light and dark, wide and narrow, no picture and no font from elsewhere. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #ffffff; --ink: #1b2430; --quiet: #55606f; --line: #d5dbe4;
  --bar: #14365f; --bar-ink: #ffffff; --bar-quiet: #c3d2e6; --accent: #1f5fae; --accent-ink: #ffffff;
  --good: #0f6b3f; --good-ground: #e3f4ea; --bad: #a3201d; --bad-ground: #fbe9e8; --warn: #7a4b00; --warn-ground: #fdf3dc;
  --field: #ffffff; --field-line: #8792a2; --shade: 0 1px 2px rgb(20 40 70 / .08), 0 2px 8px rgb(20 40 70 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11161d; --card: #1a212b; --ink: #e6ebf2; --quiet: #a3aebd; --line: #313b49;
    --bar: #0d2240; --bar-ink: #f2f6fb; --bar-quiet: #a9bcd6; --accent: #77aef0; --accent-ink: #0b1a2d;
    --good: #7fd6a6; --good-ground: #12301f; --bad: #ff9d98; --bad-ground: #3a1716; --warn: #f2c66b; --warn-ground: #33270d;
    --field: #121821; --field-line: #6b7788; --shade: none;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--accent); }
h1 { overflow-wrap: anywhere; font-size: 1.35rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1rem 0 .5rem; }
p { margin: 0 0 .75rem; }
code, pre, .key { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .875em; overflow-wrap: anywhere; }
:focus-visible, input:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { background: var(--bar); color: var(--bar-ink); }
header :focus-visible { outline-color: #ffffff; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .75rem 1.5rem; max-width: 76rem; margin: 0 auto; }
.bar p { margin: 0; }
.brand { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.brand strong { font-size: 1.15rem; text-transform: uppercase; letter-spacing: .04em; }
.interface { color: var(--bar-quiet); margin-right: auto !important; }
.badge { border-radius: 1rem; padding: .05rem .7rem; font-size: .8rem; font-weight: 600; background: #e8edf4; color: #1b2430; }
.badge.role-primary { background: #cdeeda; color: #0b4d2d; }
.badge.role-backup { background: #d4e5fb; color: #123e74; }
.badge.attention { background: #fbe3a8; color: #4d3100; }
.log-out { margin: 0 0 0 auto; display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; color: var(--bar-quiet); }
.log-out button { background: transparent; color: var(--bar-ink); border-color: var(--bar-quiet); padding: .2rem .8rem; }
nav.sections, nav.pages { display: flex; flex-wrap: wrap; gap: 0 .25rem; padding: 0 1.25rem; max-width: 76rem; margin: 0 auto; }
nav.sections a { color: var(--bar-quiet); text-decoration: none; padding: .5rem .75rem; font-size: .9rem; font-weight: 600; border-bottom: 3px solid transparent; }
nav.sections a:hover { color: var(--bar-ink); }
nav.sections a[aria-current] { color: var(--bar-ink); border-bottom-color: #8ec0ff; }
header nav.pages { max-width: none; background: var(--card); border-bottom: 1px solid var(--line); padding: 0 max(1.25rem, calc((100vw - 76rem) / 2 + 1.25rem)); }
nav.pages a { color: var(--ink); text-decoration: none; padding: .55rem .75rem; font-size: .9rem; border-bottom: 2px solid transparent; }
nav.pages a:hover { color: var(--accent); }
nav.pages a[aria-current] { color: var(--accent); border-bottom-color: var(--accent); font-weight: 600; }
nav.pages :focus-visible { outline-color: var(--accent); }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; box-shadow: var(--shade); padding: 1.25rem; margin: 0 0 1.25rem; }
.card > :last-child { margin-bottom: 0; }
.narrow { max-width: 30rem; margin: 2rem auto; }
.quiet { color: var(--quiet); font-size: .92rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 2rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; }
.row form { margin: 0; }
.facts { margin: 0 0 1rem; }
.facts > div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .25rem 1rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.facts > div:last-child { border-bottom: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.notice { border: 1px solid currentcolor; border-left-width: .35rem; border-radius: .35rem; padding: .65rem .9rem; margin: 0 0 1rem; background: var(--card); }
.notice p:last-child { margin: 0; }
.notice.done { color: var(--good); background: var(--good-ground); }
.notice.refused { color: var(--bad); background: var(--bad-ground); }
.notice.attention { color: var(--warn); background: var(--warn-ground); }
.notice a { color: inherit; }
form { margin: 0 0 1rem; }
.field { display: grid; gap: .25rem; max-width: 32rem; }
.field label { font-weight: 600; font-size: .92rem; }
small { color: var(--quiet); font-weight: 400; }
input, select, textarea, button { font: inherit; }
input:not([type=checkbox]), select, textarea { width: 100%; background: var(--field); color: var(--ink); border: 1px solid var(--field-line); border-radius: .35rem; padding: .4rem .55rem; }
input[type=number] { max-width: 12rem; }
input[type=datetime-local] { max-width: 16rem; }
.tick { display: flex; gap: .6rem; align-items: baseline; }
.tick label { min-width: 0; overflow-wrap: anywhere; }
.tick input { flex: none; width: 1.05rem; height: 1.05rem; accent-color: var(--accent); transform: translateY(.15rem); }
fieldset { min-width: 0; border: 1px solid var(--line); border-radius: .45rem; padding: .75rem 1rem .25rem; margin: 0 0 1rem; max-width: 40rem; }
legend { font-weight: 600; font-size: .92rem; padding: 0 .4rem; }
.choices .tick { margin: 0 0 .5rem; }
details { margin: 0 0 .75rem; }
summary { cursor: pointer; color: var(--accent); margin: 0 0 .5rem; }
summary h2 { display: inline; }
.buttons { margin: .25rem 0 0; }
button, .button { display: inline-block; background: var(--accent); color: var(--accent-ink); border: 1px solid var(--accent); border-radius: .4rem; padding: .45rem 1.1rem; font-weight: 600; cursor: pointer; text-decoration: none; }
button:hover { filter: brightness(1.08); }
button.danger { background: transparent; color: var(--bad); border-color: var(--bad); }
button.danger:hover { background: var(--bad-ground); }
button:disabled { background: transparent; color: var(--quiet); border-color: var(--line); cursor: not-allowed; }
.scroll { position: relative; overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; color: var(--quiet); font-weight: 600; white-space: nowrap; }
th, td { padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td form { margin: 0; }
ul.updates { list-style: none; padding: 0; margin: 0; }
ul.updates > li { border: 1px solid var(--line); border-radius: .45rem; padding: .9rem 1rem; margin: 0 0 .75rem; display: flow-root; }
ul.updates > li.greyed > strong, ul.updates > li.greyed > p { color: var(--quiet); }
ul.updates .button { float: right; }
ul.updates ul { margin: .5rem 0 0; padding-left: 1.25rem; }
.agreement { border: 1px solid var(--line); border-radius: .35rem; padding: .75rem; max-height: 14rem; overflow: auto; }
.agreement pre { margin: 0; white-space: pre-wrap; font: inherit; font-size: .92rem; }
.field.wide { max-width: none; }
tr.greyed td { color: var(--quiet); }
textarea.key, pre.key { width: 100%; white-space: pre-wrap; background: var(--field); border: 1px solid var(--line); border-radius: .35rem; padding: .75rem; max-height: 24rem; overflow: auto; }
progress { width: 100%; height: .9rem; accent-color: var(--accent); }
footer { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; color: var(--quiet); font-size: .85rem; }
.languages { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .5rem; }
.languages a[aria-current] { color: inherit; text-decoration: none; font-weight: 600; }
@media (max-width: 40rem) {
  main { padding: 1rem .75rem; }
  .bar { padding: .75rem; }
  .card { padding: 1rem; }
  .facts > div { grid-template-columns: 1fr; gap: 0; }
  nav.sections, header nav.pages { padding: 0 .5rem; gap: 0; }
  nav.sections a, header nav.pages a { padding: .35rem .5rem; font-size: .85rem; }
}
`
