// The types of the package: npx tsc --noEmit --strict --skipLibCheck --module nodenext --target es2023 typed.ts
import { type RealLab, rehearse, startLab } from 'understudy'

const lab: RealLab = await startLab({ seed: 7 })
export const role: string = (await lab.do('a', 'status')).role
// @ts-expect-error an operation that there is not
await lab.do('a', 'no-such-operation')
// @ts-expect-error a field that is missing
await lab.network('cut-path', { from: 'a' })
await lab.down()

export const verdict: string = (await rehearse('asynchronous')).report.verdict
