import type { OutputOf } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { CertifiedAddress, certifiedAddresses, certifiedAddressOf } from '../certified-address.ts'
import { faultKind } from '../fault-kind.ts'

const dayMs = 86_400_000
/** By a clock that is so far off: right, one day ahead, and longer behind than a certificate is valid. */
const clockOffDays = [0, 1, -400] as const

export const ownCertificate = faultKind({
  family: 'operator',
  title:
    'an administrator makes a certificate that clients refuse, by a wrong clock or for another name, and assigns it (CRT-02)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      address: CertifiedAddress,
      isForSite: Type.Boolean(),
      clockOffDays: Type.Enum(clockOffDays),
      /** Until it is assigned. */
      afterMs: Type.Integer({ minimum: 1, maximum: 600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    address: drawOne(random, certifiedAddresses),
    isForSite: random.next() < 0.5,
    clockOffDays: drawOne(random, [0, ...clockOffDays]),
    afterMs: random.integer(100, 10_000),
  }),
  begin: (stage, { on, address, isForSite, clockOffDays: offDays, afterMs }) => {
    const names = [isForSite ? stage.lab.network.siteHostname : 'elsewhere.example.com']
    if (offDays !== 0)
      stage.ask(on, 'set-clock', { ntp: false, timeMs: stage.nowMs + offDays * dayMs })
    if (!stage.ask(on, 'create-self-signed-certificate', { names })) return false
    const made = stage.asked.at(-1)
    stage.after(afterMs, () => {
      if (offDays !== 0) stage.ask(on, 'set-clock', { ntp: true })
      if (made?.answer?.ok !== true) return
      const { certificate } = made.answer.value as OutputOf<'create-self-signed-certificate'>
      stage.ask(on, 'assign-certificate', {
        certificate,
        address: certifiedAddressOf(stage, on, address),
      })
    })
    return true
  },
})
