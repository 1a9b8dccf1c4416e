import { errorTexts } from '../answer.ts'

/**
 * Reports on what nothing here records, with the API version that brought them: the product's answer where there is nothing
 * to report (A).
 */
export const reportsWithoutData: Readonly<
  Record<string, { readonly since: string; readonly text: string }>
> = {
  CommandShellRecording: { since: '1.10.0', text: errorTexts.recordingGone },
  // Presentations are none of what is rehearsed: no account has their permission, as `get_api_info` says.
  PresentationSession: { since: '1.0.0', text: errorTexts.permission },
  PresentationSessionListing: { since: '1.0.0', text: errorTexts.permission },
  VaultAccountActivity: {
    since: '1.21.0',
    text: 'No vault account activity matching your chosen criteria is available',
  },
}
