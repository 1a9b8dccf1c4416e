import { Type } from 'typebox'
import { closed } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const storm = faultKind({
  family: 'client',
  title: 'all representatives log out and in again at once',
  productOnly: false,
  args: Type.Object({}, closed),
  draw: () => ({}),
  begin: (stage) => {
    stage.tellClients({ kind: 'log-in-again', input: {} })
    return true
  },
})
