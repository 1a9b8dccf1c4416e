import type { ApplianceStatus } from '@understudy/shared'
import t from 'tap'
import type { Language } from '../../src/index.ts'
import { pages, paired, placedAt, status, viewOf } from '../support/drawn.ts'

const placed = placedAt('/login/management/failover')

const drawn = (now: ApplianceStatus, language: Language = 'en'): string =>
  pages.draw(placed, viewOf(placed, { language, role: now.role }), {
    status: now,
    'status-history': { history: [{ atMs: 0, name: 'role-changed', role: 'primary' }] },
  })

t.test(
  'FO-01: without a relationship the page offers to establish one, in the guide’s words',
  (t) => {
    const english = drawn(status)
    for (const words of [
      'Failover is currently not configured.',
      'New Backup Site Connection Details',
      'Reverse Connection Details To This Primary Site',
      'Establish Relationship',
      'support.example.com should not be used',
    ])
      t.ok(english.includes(words), words)
    for (const name of ['peerHost', 'peerPort', 'reverseHost', 'reversePort'])
      t.match(english, new RegExp(`name="${name}"`))
    t.notMatch(english, /data-operation="(sync-now|break-relationship|become-)/)
    t.match(drawn(status, 'pt-PT'), 'Detalhes da Ligação do Novo Local de Cópia de Segurança')
    t.match(drawn({ ...status, hasPreSharedKey: false }), '/login/management/security')
    t.end()
  },
)

t.test(
  'FO-08, FO-10: within one it shows both hosts and the latest sync, and offers the other role',
  (t) => {
    const english = drawn(paired)
    for (const words of [
      'Oct 12, 2012',
      '192.0.2.11:443',
      'completed successfully',
      '1 record (2 KiB)',
    ])
      t.ok(english.includes(words), words)
    t.match(english, 'data-operation="become-backup"')
    t.notMatch(english, 'data-operation="establish-relationship"')
    t.notMatch(english, 'http-equiv="refresh"', 'nobody loses what they are filling in')
    t.match(english, /href="\/login\/management\/failover">Refresh/)
    t.match(drawn({ ...paired, role: 'backup' }), 'data-operation="become-primary"')
    t.match(drawn(paired, 'pt-PT'), '12/10/2012')
    t.match(drawn(paired, 'pt-BR'), '12 de out. de 2012')
    t.end()
  },
)

t.test('FO-13: in a conflict the page shows first what each choice would lose', (t) => {
  const { relationship } = paired
  if (relationship === null) return t.end()
  const loss = (records: number) => ({ records, recordings: null, settings: 4 })
  const forecast = { thisGivesWay: loss(1_234), peerGivesWay: loss(0) }
  const html = drawn({ ...paired, relationship: { ...relationship, conflict: true, forecast } })
  t.match(html, /Both appliances are primary.*1,234.*not told yet.*become-backup/s)
  t.notMatch(drawn(paired), 'Both appliances are primary')
  t.end()
})

t.test('SEC-03: what others have written is text and nothing else', (t) => {
  const evil = '"><script>alert(1)</script>'
  const { relationship } = paired
  if (relationship === null) return t.end()
  const html = drawn({
    ...paired,
    hostname: evil,
    sync: { ...paired.sync, lastResult: 'failed', lastReason: `{${evil}}` },
    relationship: { ...relationship, peerHost: evil },
  })
  t.notMatch(html, /<script>/)
  t.match(html, '&lt;script>')
  t.end()
})
