import type { ApplianceStatus } from '@understudy/shared'
import t from 'tap'
import type { Asked } from '../../src/index.ts'
import { answers } from '../support/answers.ts'
import { pages, placedAt, status, viewOf } from '../support/drawn.ts'

const placed = placedAt('/appliance/support/updates')
const nowMs = 1_350_000_000_000

const drawn = (now: ApplianceStatus, more: Parameters<typeof viewOf>[1] = {}, read = {}): string =>
  pages.draw(placed, viewOf(placed, { nowMs, ...more }), { status: now, ...read })

const checked: Asked = {
  operation: 'check-for-updates',
  entered: {},
  outcome: {
    ok: true,
    value: {
      updates: ['Base 3.3.2', 'Bomgar-12.2.0'].map((name, place) => ({
        name,
        kind: place === 0 ? 'base' : 'site',
        version: name.slice(-5),
        installable: place === 0,
        reason:
          place === 0
            ? ''
            : `3.2.4 does not satisfy 12.2.0's requirements. Please install any other available package by clicking "Install this Update".`,
        primaryHostname: 'support.example.com',
        licences: 15,
        licencesExpireAtMs: null,
        source: 'update-server',
      })),
    },
  },
}

t.test(
  'UPD-01: what cannot be installed yet is greyed with the reason, and the rest leads to its agreement',
  (t) => {
    const html = drawn(status, { asked: checked })
    t.match(
      html,
      /href="\/appliance\/support\/updates\?package=Base%203\.3\.2"[^>]*>Install This Update/,
    )
    t.match(html, /<li class="greyed"><strong>Bomgar-12\.2\.0<\/strong><p>3\.2\.4 does not satisfy/)
    t.notMatch(html, 'package=Bomgar-12.2.0')
    t.match(html, /Primary Hostname: support\.example\.com.*Licenses: 15.*Expires: Never/s)
    t.match(
      drawn(status, { asked: checked, language: 'pt-PT' }),
      /Actualizações Disponíveis.*Instalar Esta Actualização/s,
    )
    t.end()
  },
)

t.test(
  'UPD-03, UPD-06: before anything is touched: the agreement, whom it cuts off, how long it takes',
  (t) => {
    const preview = { ...answers['preview-update'], package: 'Bomgar-12.2.0' }
    const html = drawn(status, { language: 'pt-BR' }, { 'preview-update': preview })
    t.match(html, /2 consoles, 1 cliente, 1 sessão.*45 minutos.*name="acceptEula"/s)
    t.end()
  },
)

t.test(
  'UPD-06, UPD-07: an installation shows how far it is and what is left, and the browser looks again by itself',
  (t) => {
    const installation = {
      package: 'Bomgar-12.2.0',
      startedAtMs: nowMs - 600_000,
      endsAtMs: nowMs + 1_800_000,
      step: 'unpacking',
      done: ['checking'],
      state: 'running',
    } as const
    const running = drawn({ ...status, installation })
    t.match(running, /25 %\. About 30 minutes left.*value="25"/s)
    t.match(
      running,
      /Checking the package<\/dt><dd>done.*Unpacking it<\/dt><dd>under way.*Switching[^<]*<\/dt><dd>to come/s,
    )
    t.match(running, '<noscript><meta http-equiv="refresh"')
    t.match(
      drawn({ ...status, installation: { ...installation, state: 'stalled' } }),
      /Do not reboot/,
    )
    t.end()
  },
)
