import type { EventBody } from '@understudy/shared'
import t from 'tap'
import { analyse, buildReport, renderHtml, renderSummary } from '../src/index.ts'
import { asynchronousStream, legacyStream, synchronousStream } from './synthetic-streams.ts'
import { Tape } from './tape.ts'

const facts = { wallTimeMs: 1 }

/** The first screen: what comes before the key figures, as text. */
function decisionIn(page: string): string {
  const [, section = ''] = /<section class="card decision"[^>]*>(.*?)<\/section>/s.exec(page) ?? []
  return section.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

t.test(
  'REH-05: the first screen says how long down, what is lost, until when one can go back',
  async (t) => {
    const page = renderHtml(analyse(asynchronousStream(), facts))
    t.ok(page.indexOf('class="card decision"') < page.indexOf('class="figures"'))
    const words = decisionIn(page)
    t.match(words, 'The site was down for 23 ms, once, from 22:50:03 to 22:50:03.')
    t.match(words, /No session of \d+ was lost, 4 were cut\./)
    t.match(
      words,
      /go back without losing anything until 22:5\d:\d\d \(step [a-z-]+\), and until 23:50:03 \(step update-a\) at the price of the \d+ sessions recorded in between, [\d.]+ a minute\. .*going back is to lead the site to A, as long as it is not updated/,
    )
    t.match(words, 'UPD-10: No version can be taken back')
    t.match(
      renderSummary(buildReport(asynchronousStream(), facts), { color: false, width: 300 }),
      /One can go back without losing anything until 22:5/,
    )
  },
)

t.test('REH-05: who updates the serving appliance first has gone on from there', async (t) => {
  const { goBack } = buildReport(synchronousStream(), facts)
  t.match(goBack, { to: ['b'], untilStep: 'update-b' })
})

t.test(
  'REH-05: lost sessions are said, and where nothing was installed there is no way back',
  async (t) => {
    const words = decisionIn(renderHtml(analyse(legacyStream(), facts)))
    t.match(words, /4 of \d+ sessions were lost \(10044, 10045, 10046, 10047\)/)
    const idle = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0').end()
    const page = decisionIn(renderHtml(analyse(idle.events, facts)))
    t.match(page, 'Nothing was installed, so that there is nothing to go back from.')
    t.match(page, 'No client lost the site.')
  },
)

t.test('REH-05: what people have to do by hand is named', async (t) => {
  const counts = { total: 3, upgraded: 1, late: 0, stranded: 0, redeployByHand: 2, at: {} }
  const counted: EventBody = {
    name: 'population-counted',
    groups: [{ group: 'msi-consoles', ...counts, byHand: ['rep-1', 'rep-2'] }],
  }
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  const words = decisionIn(renderHtml(analyse(tape.tell('conductor', counted).end().events, facts)))
  t.match(
    words,
    'To be installed by hand afterwards: 2 of the consoles by MSI on locked-down machines (rep-1, rep-2).',
  )
  t.match(words, 'CLI-01')
})

t.test('REH-05: the page is for the keyboard and for who does not see its colours', async (t) => {
  const page = renderHtml(analyse(asynchronousStream(), facts))
  const areas = page.match(/<div class="scroll"[^>]*>/g) ?? []
  t.ok(areas.length > 4)
  for (const area of areas) t.match(area, /role="region" aria-label="[^"]+" tabindex="0"/)
  t.match(page, 'aria-describedby="in-words"')
  t.match(page, /<ul id="in-words">.*Traffic goes to A from 0:00:00 to 0:50:03/s)
  t.match(page, /\.down, \.owner\.nobody rect \{ fill: url\(#down\)/)
})

t.test(
  'REH-05: the guide is a footnote of the steps, once for all that come from it',
  async (t) => {
    const page = renderHtml(analyse(asynchronousStream(), facts))
    t.equal(page.match(/<li id="guide-\d+">G2, Verificar e Testar<\/li>/g)?.length, 1)
    t.match(page, /Two test machines reach B by their hosts file<sup><a href="#guide-\d+"/)
  },
)

t.test(
  'REH-05: ids are footnotes in the language of the reader, once for all that name them',
  async (t) => {
    const page = renderHtml(analyse(legacyStream(), facts))
    const verdict = /<section class="verdict[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
    t.match(verdict, /lost, as announced/)
    t.notMatch(verdict, /\(SYN-04\)/)
    const notes = page.match(
      /<li id="note-\d+">SYN-04: Sessions of versions before 10\.6 do not merge/g,
    )
    t.equal(notes?.length, 1)
    t.match(page, /lost, as announced\.<sup><a href="#note-\d+"/)
  },
)
