import { OperationForm } from '../components/operation-form.tsx'
import { Facts, Section } from '../components/section.tsx'
import { page } from './page.ts'
import { answered } from './view.ts'

/** /login > Management > Software Management: backups (BAK-01). */
export const software = page({
  title: 'menu.software-management',
  reads: () => ({ status: {} }),
  asks: ['download-backup', 'upload-backup'],
  shows: ['upload-backup'],
  draw: (view, { status }) => {
    const { words } = view
    const restored = answered(view, 'upload-backup')
    return (
      <>
        <Section title={words.text('software.backup-title')}>
          <p class="quiet">{words.text('software.backup-note')}</p>
          <OperationForm view={view} operation="download-backup" />
        </Section>
        {view.box.role !== 'backup' && (
          <Section title={words.text('software.restore-title')}>
            {restored !== null && (
              <p class="notice done" role="status">
                {words.text('software.restored', {
                  settings: restored.settings,
                  jumpClients: restored.jumpClients,
                  sessions: restored.sessions,
                  recordings: restored.recordingsMissing,
                })}
              </p>
            )}
            <p class="quiet">{words.text('software.restore-note')}</p>
            <OperationForm view={view} operation="upload-backup" />
          </Section>
        )}
        <Section title={words.text('software.installed')}>
          <Facts
            facts={[
              [words.text('basics.base'), status.base],
              [words.text('basics.site'), status.site],
            ]}
          />
          <p class="quiet">{words.text('software.updates-at')}</p>
        </Section>
      </>
    )
  },
})
