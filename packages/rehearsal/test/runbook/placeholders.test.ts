// biome-ignore-all lint/suspicious/noTemplateCurlyInString: runbooks write their placeholders so.

import t from 'tap'
import { fillIn, placeholdersOf } from '../../src/runbook/placeholders.ts'
import { shippedLab } from '../shipped.ts'

t.test('placeholders take the values of the lab, and numbers stay numbers', async (t) => {
  const placeholders = placeholdersOf(shippedLab('default'), { base: '3.2.4', site: '11.1.0' })
  const value = {
    port: '${network.tlsPort}',
    text: 'at ${a.address}:${network.tlsPort}',
    list: ['${target.site}', '${before.base}', true],
    unknown: '${nothing}',
  }
  t.same(fillIn(value, placeholders), {
    port: 443,
    text: 'at 192.0.2.10:443',
    list: ['12.2.0', '3.2.4', true],
    unknown: '${nothing}',
  })
})
