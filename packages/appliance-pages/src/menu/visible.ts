import { type OperationName, operationOf, type Permission } from '@understudy/shared'
import type { View, Viewer } from '../pages/view.ts'
import type { MenuEntry } from './menu.ts'

/** Which pages somebody finds in the menu: a backup's is short (FO-06), and what they may not read is not shown. */
export const mayLookAt =
  ({ viewer, box, query }: Pick<View, 'viewer' | 'box' | 'query'>) =>
  ({ page, onBackup }: MenuEntry): boolean => {
    if (box.role === 'backup' && onBackup !== true) return false
    const { permissions } = viewer
    const reads = Object.keys(page.reads({ query, permissions, role: box.role }))
    return (reads as OperationName[]).every((operation) => mayAsk(viewer, operation))
  }

/** As far as the table says; the appliance itself decides (SEC-02). */
export function mayAsk({ interface: which, permissions }: Viewer, name: OperationName): boolean {
  const has = (permission: Permission): boolean => permissions.includes(permission)
  switch (operationOf(name).who) {
    case 'site-admin':
      return which === 'login' && has('administer')
    case 'box-admin':
      return which === 'appliance' && has('administer')
    case 'any-admin':
    case 'its-admin':
      return has('administer')
    case 'site-reports':
      return which === 'login' && (has('administer') || has('view-reports'))
    case 'account':
    case 'anyone':
      return true
    case 'lab':
      return false
  }
}
