import { page } from '../page.ts'
import { queried } from '../view.ts'
import { AvailableUpdates } from './available.tsx'
import { InstallForm } from './install.tsx'
import { ManualInstallation } from './manual.tsx'
import { Progress } from './progress.tsx'

/** /appliance > Support > Updates (UPD-01 to UPD-07): check, install with the licence agreement, by hand, progress. */
export const updates = page({
  title: 'updates.check-title',
  reads: ({ query }) => {
    const name = queried({ query }, 'package')
    return {
      status: {},
      ...(name === undefined ? {} : { 'preview-update': { package: name } }),
    }
  },
  asks: ['check-for-updates', 'install-update', 'make-download-key', 'upload-update'],
  shows: ['check-for-updates', 'make-download-key'],
  after: (operation, answer) =>
    operation === 'upload-update' ? { package: (answer as { package: string }).package } : {},
  live: ({ status }) => (status.installation === null ? 'still' : 'whole'),
  draw: (view, { status, 'preview-update': preview }) => {
    const { words } = view
    const { base, site, installation } = status
    if (installation !== null) return <Progress view={view} installation={installation} />
    if (preview !== undefined) return <InstallForm view={view} preview={preview} />
    return (
      <>
        <p>{words.text('updates.installed', { base, site })}</p>
        <AvailableUpdates view={view} />
        <ManualInstallation view={view} />
      </>
    )
  },
})
