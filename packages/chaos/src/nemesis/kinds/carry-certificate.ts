import type { OutputOf } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawOn, drawOne, ForMs, On } from '../arguments.ts'
import { CertifiedAddress, certifiedAddresses, certifiedAddressOf } from '../certified-address.ts'
import { armCrash, crashArguments, drawCrash } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'

const passphrase = 'from one box to the other'
/** Time for a box to do its part for whoever waits at its page. */
const doneMs = 500

export const carryCertificate = virtualFaultKind(
  'files are carried by the operations of virtual boxes',
  {
    family: 'operator',
    title:
      'a box’s certificate is exported, imported on the other one and assigned there; that one may die meanwhile (CRT-01)',
    productOnly: false,
    args: Type.Object(
      {
        to: On,
        address: CertifiedAddress,
        /** Between the export and the import. */
        afterMs: ForMs,
        dies: Type.Boolean(),
        ...crashArguments,
      },
      closed,
    ),
    draw: (random) => ({
      to: drawOn(random),
      address: drawOne(random, certifiedAddresses),
      afterMs: random.integer(1, 20_000),
      dies: random.next() < 0.5,
      ...drawCrash(random, 5),
    }),
    begin: (stage, { to, address, afterMs, dies, ...crash }) => {
      const of = to === 'a' ? 'b' : 'a'
      if (!stage.ask(of, 'export-certificate', { certificate: 'factory', passphrase })) return false
      const exported = stage.asked.at(-1)
      stage.after(doneMs, () => {
        if (exported?.answer?.ok !== true) return
        const { file } = exported.answer.value as OutputOf<'export-certificate'>
        const bytes = stage.world.host(of).files?.get(file)
        if (bytes === undefined) return
        stage.after(afterMs, () => {
          const { files } = stage.world.host(to)
          if (files === null) return
          if (dies) armCrash(stage, { on: to, ...crash })
          stage.ask(to, 'import-certificate', { file: files.put(bytes), passphrase })
          const imported = stage.asked.at(-1)
          stage.after(doneMs, () => {
            if (imported?.answer?.ok !== true) return
            const { certificate } = imported.answer.value as OutputOf<'import-certificate'>
            stage.ask(to, 'assign-certificate', {
              certificate,
              address: certifiedAddressOf(stage, to, address),
            })
          })
        })
      })
      return true
    },
  },
)
