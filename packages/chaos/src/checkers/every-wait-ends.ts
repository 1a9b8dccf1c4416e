import type { Checker } from './checker.ts'

/** Everything an operator asks is answered within a bound, if only with a refusal. */
export const everyWaitEnds: Checker = {
  law: 'every-wait-ends',
  spec: 'FO-10',
  watch: ({ stage }, tell) => ({
    atEnd: () => {
      const open = stage.asked.filter(({ answer }) => answer === null)
      if (open.length > 0)
        tell(
          `${open.length} operations were never answered`,
          open.map(({ on, operation }) => `${operation} on ${on}`),
        )
    },
  }),
}
