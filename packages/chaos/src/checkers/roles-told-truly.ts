import { type Checker, toldSince } from './checker.ts'

/**
 * A program that is told that the role has changed finds it so: the box has that role in the moment of the answer, on its
 * disk (API-03, FO-10).
 */
export const rolesToldTruly: Checker = {
  law: 'roles-told-truly',
  spec: 'API-03',
  onlyVirtual: true,
  watch: ({ stage }, tell) => {
    const look = toldSince(stage, ({ on, query, text, role }) => {
      const wanted = /[?&]role=(primary|backup)/.exec(`?${query}`)?.[1]
      if (text.includes('>Successfully changed role.<') && role !== wanted)
        tell(`${on} said that it had changed its role to ${wanted}, and is ${role}`, [query])
    })
    return { onStep: look, atEnd: look }
  },
}
