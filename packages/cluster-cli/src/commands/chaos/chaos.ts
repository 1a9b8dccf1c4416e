import { groupOf } from '../../usage/group.ts'
import { chaosExplore } from './explore.ts'
import { chaosReplay } from './replay.ts'
import { chaosRun } from './run.ts'
import { chaosRunbook } from './runbook.ts'
import { chaosWork } from './work.ts'

export const chaos = groupOf(
  'chaos',
  'break labs on purpose, by seeds, and check what must hold all the same',
  [chaosRun, chaosReplay, chaosExplore, chaosRunbook, chaosWork],
)
