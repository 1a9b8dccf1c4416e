import t from 'tap'
import { languageFor } from '../../src/index.ts'

t.test('WEB-05: a page is in the language that was chosen, else in the browser’s', (t) => {
  const cases = [
    [undefined, undefined, 'en'],
    [undefined, 'pt-PT,pt;q=0.9,en;q=0.8', 'pt-PT'],
    [undefined, 'pt-BR', 'pt-BR'],
    [undefined, 'pt', 'pt-BR'],
    [undefined, 'pt-AO', 'pt-PT'],
    [undefined, 'de-DE, en;q=0.3, pt-PT;q=0.7', 'pt-PT'],
    [undefined, 'de, fr;q=0.5', 'en'],
    [undefined, 'pt;q=0, *', 'en'],
    ['pt-PT', 'en', 'pt-PT'],
    ['xx', 'pt-BR', 'pt-BR'],
    [undefined, `${'x,'.repeat(100_000)}pt`, 'en'],
  ] as const
  for (const [chosen, accepted, expected] of cases)
    t.equal(languageFor(chosen, accepted), expected, `${chosen} ${accepted?.slice(0, 40)}`)
  t.end()
})
