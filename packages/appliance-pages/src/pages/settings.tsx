import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'

const upgradesKey = 'jump-clients.concurrent-upgrades-max'
const rateKey = 'jump-clients.connection-rate-max'
/** What the product does while nothing is set (P 8.2). */
const unset = '50'

/** /login > Configuration > Jump Clients: what keeps an update from overloading the appliance (CLI-03). */
export const jumpClientSettings = page({
  title: 'throttles.title',
  reads: () => ({ 'list-settings': {} }),
  asks: ['set-setting'],
  draw: (view, { 'list-settings': settings }) => {
    const { words } = view
    return (
      <Section title={words.text('throttles.title')}>
        <p class="quiet">{words.text('throttles.note')}</p>
        <OperationForm
          view={view}
          operation="set-setting"
          part="upgrades"
          fixed={{ key: upgradesKey }}
          labels={{ value: 'throttles.upgrades' }}
          initial={{ value: settings[upgradesKey] ?? unset }}
        />
        <OperationForm
          view={view}
          operation="set-setting"
          part="rate"
          fixed={{ key: rateKey }}
          labels={{ value: 'throttles.rate' }}
          initial={{ value: settings[rateKey] ?? unset }}
        />
      </Section>
    )
  },
})

/** /login > Configuration > Options: every setting of the site, as it is synced (SYN-02). */
export const siteSettings = page({
  title: 'settings.title',
  reads: () => ({ 'list-settings': {} }),
  asks: ['set-setting'],
  draw: (view, { 'list-settings': settings }) => {
    const { words } = view
    const title = words.text('settings.title')
    return (
      <>
        <Section title={title}>
          <Table
            caption={title}
            headings={[words.text('field.key'), words.text('field.value')]}
            rows={Object.entries(settings)}
            none={words.text('frame.nothing')}
          />
        </Section>
        <Section title={words.text('settings.add')}>
          <OperationForm view={view} operation="set-setting" />
        </Section>
      </>
    )
  },
})
