import t from 'tap'
import { SiteVersion } from '../src/site-version.ts'

t.test('NET-04: the site has the newest version that any office was told last', (t) => {
  const site = new SiteVersion('11.1.0')
  t.equal(site.newest, '11.1.0')
  t.notOk(site.note('office-1', '11.1.0'))
  t.notOk(site.note('office-2', '9.0.0'), 'an older one beside it changes nothing')
  t.equal(site.newest, '11.1.0')
  t.ok(site.note('office-2', '12.2.0'))
  t.notOk(site.note('office-1', '11.1.0'))
  t.equal(site.newest, '12.2.0')
  t.ok(site.note('office-2', '11.1.0'), 'swung back')
  t.equal(site.newest, '11.1.0')
  t.end()
})
