import type { NetworkOutputOf, Outcome } from '@understudy/shared'
import { Type } from 'typebox'
import { type PairName, updatePackage } from '../../schedule/lab-options.ts'
import { closed, drawOn, drawOne, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'
import type { VirtualStage } from '../virtual-stage.ts'

/** Time for a box to answer whoever waits at its page. */
const answeredMs = 1_000

const packages = [updatePackage, 'Base 3.2.0', 'Bomgar-10.1.0'] as const

export const updateByHand = virtualFaultKind(
  'files are carried by the operations of virtual boxes',
  {
    family: 'operator',
    title:
      'an update is downloaded by hand, and uploaded to the right box or the wrong one (UPD-04)',
    productOnly: false,
    args: Type.Object(
      {
        /** Whose download it is, and where it is uploaded. */
        of: On,
        to: On,
        /** With the box's own key, or from support. */
        by: Type.Enum(['key', 'support'] as const),
        package: Type.Enum(packages),
        /** Between the download and the upload. */
        afterMs: ForMs,
      },
      closed,
    ),
    draw: (random) => ({
      of: drawOn(random),
      to: drawOn(random),
      by: random.next() < 0.3 ? ('key' as const) : ('support' as const),
      package: random.next() < 0.7 ? updatePackage : drawOne(random, packages),
      afterMs: random.integer(1, 10_000),
    }),
    begin: (stage, { of, to, by, package: name, afterMs }) => {
      // Support has to know the box; whoever asks for a key looks at the page first.
      if (!stage.ask(of, 'check-for-updates')) return false
      if (by === 'key') stage.ask(of, 'make-download-key')
      stage.after(answeredMs, () => {
        const file = by === 'key' ? redeemed(stage, of, name) : supported(stage, of, name)
        if (file !== null) stage.after(afterMs, () => uploadAndInstall(stage, to, file, name))
      })
      return true
    },
  },
)

function redeemed(stage: VirtualStage, of: PairName, name: string): string | null {
  const asked = stage.asked.findLast(
    ({ on, operation }) => on === of && operation === 'make-download-key',
  )
  if (asked?.answer?.ok !== true) return null
  const { key } = asked.answer.value as { readonly key: string }
  return fileIn(stage.network({ kind: 'redeem-key', input: { key } }), name)
}

const supported = (stage: VirtualStage, of: PairName, name: string): string | null =>
  fileIn(stage.network({ kind: 'support-download', input: { appliance: of, package: name } }), name)

function fileIn(answer: Outcome<unknown>, name: string): string | null {
  if (!answer.ok) return null
  const { files } = answer.value as NetworkOutputOf<'redeem-key'>
  return files.find((one) => one.package === name)?.file ?? null
}

function uploadAndInstall(stage: VirtualStage, on: PairName, file: string, name: string): void {
  if (!stage.ask(on, 'upload-update', { file })) return
  stage.after(answeredMs, () =>
    stage.ask(on, 'install-update', { package: name, acceptEula: true }),
  )
}
