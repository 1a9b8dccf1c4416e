import { Refresh } from '../../components/refresh.tsx'
import { page } from '../page.ts'
import { BackupSettingsForm } from './backup-settings.tsx'
import { HostStatus } from './host-status.tsx'
import { RoleForms } from './roles.tsx'
import { SetUp } from './set-up.tsx'
import { StatusHistory } from './status-history.tsx'
import { SyncStatus } from './sync-status.tsx'

/** /login > Management > Failover (FO-01, FO-08 to FO-11, FO-13). */
export const failover = page({
  title: 'menu.failover',
  reads: () => ({ status: {}, 'status-history': { limit: 50 } }),
  asks: [
    'establish-relationship',
    'break-relationship',
    'sync-now',
    'become-primary',
    'become-backup',
    'set-backup-settings',
  ],
  live: ({ status }) => (status.relationship === null ? 'still' : 'in-parts'),
  draw: (view, { status, 'status-history': { history } }) => {
    const props = { view, status }
    return (
      <>
        {status.relationship === null ? (
          <SetUp {...props} />
        ) : (
          <>
            <Refresh view={view} />
            <HostStatus {...props} />
            <SyncStatus {...props} />
            <RoleForms {...props} />
          </>
        )}
        <BackupSettingsForm {...props} />
        <StatusHistory view={view} history={history} />
      </>
    )
  },
})
