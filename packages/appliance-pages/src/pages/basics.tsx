import { OperationForm } from '../components/operation-form.tsx'
import { Facts, Section } from '../components/section.tsx'
import { page } from './page.ts'

/** /appliance > Status > Basics (WEB-04). */
export const basics = page({
  title: 'basics.title',
  reads: () => ({ 'show-basics': {} }),
  asks: ['set-clock', 'reboot', 'shut-down', 'factory-reset'],
  shows: ['reboot', 'shut-down', 'factory-reset'],
  draw: (view, { 'show-basics': box }) => {
    const { words } = view
    const { representatives, starter, jumpClientsMax } = box.licences
    const clock = words.text(box.ntp ? 'basics.ntp' : 'basics.by-hand')
    return (
      <>
        <Section title={words.text('basics.title')}>
          <Facts
            facts={[
              [words.text('basics.serial-number'), box.serialNumber],
              [words.text('basics.guid'), <code key="guid">{box.guid}</code>],
              [words.text('basics.base'), box.base],
              [words.text('basics.site'), box.site],
              [words.text('basics.time'), `${words.moment(box.timeMs)} (${clock})`],
              [words.text('basics.uptime'), words.duration(box.uptimeMs)],
              [
                words.text('basics.licences'),
                words.text('basics.licence-text', { representatives, starter, jumpClientsMax }),
              ],
            ]}
          />
        </Section>
        <Section title={words.text('basics.clock')}>
          <p class="quiet">{words.text('basics.clock-note')}</p>
          <OperationForm view={view} operation="set-clock" initial={{ ntp: String(box.ntp) }} />
        </Section>
        <Section title={words.text('basics.power')}>
          <p class="quiet">{words.text('basics.power-note')}</p>
          <div class="row">
            <OperationForm view={view} operation="reboot" isDangerous />
            <OperationForm view={view} operation="shut-down" isDangerous />
          </div>
        </Section>
        {view.box.role === 'none' && (
          <Section title={words.text('basics.reset')}>
            <p class="quiet">{words.text('basics.reset-note')}</p>
            <OperationForm view={view} operation="factory-reset" isDangerous />
          </Section>
        )}
      </>
    )
  },
})
