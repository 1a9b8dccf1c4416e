import { errorTexts } from '../answer.ts'

/**
 * Reports on what nothing here records, with the API version that brought them: the product's answer where there is nothing
 * to report (A).
 */
export const reportsWithoutData: Readonly<
  Record<string, { readonly since: string; readonly text: string }>
> = {
  SupportTeam: {
    since: '1.0.0',
    text: 'No Support Team report information matching your chosen criteria is available.',
  },
  CommandShellRecording: { since: '1.10.0', text: errorTexts.recordingGone },
  ArchiveListing: {
    since: '1.12.0',
    text: 'No archives found for the given search criteria.',
  },
  Archive: { since: '1.12.0', text: 'No archives found for the given search criteria.' },
  VaultAccountActivity: {
    since: '1.21.0',
    text: 'No vault account activity matching your chosen criteria is available',
  },
}
