import { Type } from 'typebox'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { armCrash, crashArguments, drawCrash } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'

/** Time for a box to write the file for whoever waits at its page. */
const writtenMs = 1_000

export const restoreBackup = virtualFaultKind(
  'files are carried by the operations of virtual boxes',
  {
    family: 'operator',
    title: 'a backup is restored, on its own box or the other, which may die meanwhile (BAK-01)',
    productOnly: false,
    args: Type.Object(
      {
        of: On,
        to: On,
        loggedHistory: Type.Boolean(),
        /** Between the download and the upload. */
        afterMs: ForMs,
        dies: Type.Boolean(),
        ...crashArguments,
      },
      closed,
    ),
    draw: (random) => ({
      of: drawOn(random),
      to: drawOn(random),
      loggedHistory: random.next() < 0.7,
      afterMs: random.integer(1, 30_000),
      dies: random.next() < 0.5,
      ...drawCrash(random, 3),
    }),
    begin: (stage, { of, to, loggedHistory, afterMs, dies, ...crash }) => {
      if (!stage.ask(of, 'download-backup', { loggedHistory })) return false
      const asked = stage.asked.at(-1)
      stage.after(writtenMs, () => {
        if (asked?.answer?.ok !== true) return
        const { file } = asked.answer.value as { readonly file: string }
        // The operator has saved it: it outlives the box's process.
        const bytes = stage.world.host(of).files?.get(file)
        if (bytes === undefined) return
        stage.after(afterMs, () => {
          if (!stage.isRunning(to)) return
          if (dies) armCrash(stage, { on: to, ...crash })
          stage.restore(to, bytes)
        })
      })
      return true
    },
  },
)
