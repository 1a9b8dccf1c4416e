import { soundDecisions } from '@understudy/appliance-core'
import type { PlantedDefect } from './planted-defect.ts'

const { closedBy } = soundDecisions

export const servingDefects: readonly PlantedDefect[] = [
  {
    name: 'backup-serves',
    what: 'A backup lets clients in.',
    spec: 'FO-06',
    decisions: { closedBy: (door) => closedBy({ ...door, role: 'primary' }) },
  },
  {
    name: 'serves-during-swap',
    what: 'Clients are let in while the roles are exchanged.',
    spec: 'FO-10',
    decisions: { closedBy: (door) => closedBy({ ...door, isSwapping: false }) },
  },
  {
    name: 'serves-in-doubt',
    what: 'A primary that was stopped lets clients in before it has asked whether it still is the primary.',
    spec: 'FO-15',
    decisions: { closedBy: (door) => closedBy({ ...door, isSuspended: false }) },
  },
  {
    name: 'serves-during-maintenance',
    what: 'Clients are let in while an update is installed.',
    spec: 'UPD-06',
    decisions: { closedBy: (door) => closedBy({ ...door, isInstalling: false }) },
  },
  {
    name: 'new-backup-keeps-its-users',
    what: 'An appliance that becomes the backup goes on with the sessions that are under way.',
    spec: 'FO-06',
    decisions: { usersLeaveBefore: (change) => change !== 'backup' },
  },
  {
    name: 'users-stay-for-the-swap',
    what: 'Sessions go on while the roles are exchanged.',
    spec: 'FO-10',
    decisions: { usersLeaveBefore: (change) => change !== 'swap' },
  },
  {
    name: 'users-stay-for-the-update',
    what: 'Sessions go on while an update is installed.',
    spec: 'UPD-06',
    decisions: { usersLeaveBefore: (change) => change !== 'maintenance' },
  },
  {
    name: 'new-backup-keeps-the-address',
    what: 'An appliance that becomes the backup does not let the shared address go.',
    spec: 'NET-01',
    decisions: { holdsSharedAddress: () => true },
  },
  {
    name: 'new-primary-claims-nothing',
    what: 'An appliance that becomes the primary does not claim the shared address.',
    spec: 'NET-01',
    decisions: { holdsSharedAddress: () => false },
  },
  {
    name: 'claims-in-doubt',
    what: 'A primary that was stopped claims the shared address before it has asked whether it still is the primary.',
    spec: 'FO-15',
    decisions: { mayClaim: () => true },
  },
  {
    name: 'hides-address-conflicts',
    what: 'That another host claims the same address is not shown.',
    spec: 'NET-02',
    decisions: { isAddressConflict: () => false },
  },
]
