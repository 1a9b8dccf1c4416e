import { type Checker, toldSince } from './checker.ts'

/** A program whose account is not on the box's disk any more is told nothing, however long its token is good (API-04). */
export const removedAccountsGetNothing: Checker = {
  law: 'removed-accounts-get-nothing',
  spec: 'API-04',
  onlyVirtual: true,
  watch: ({ stage }, tell) => {
    const look = toldSince(stage, ({ on, query, text, isKnown }) => {
      if (!isKnown && !text.includes('<error'))
        tell(`${on} answered a program whose account it does not have`, [query])
    })
    return { onStep: look, atEnd: look }
  },
}
