import type { OperationName, OutputOf } from '@understudy/shared'
import type { Entered } from './forms/form-input.ts'

/** By which name a browser saves what an operation gives. */
export function fileNameOf(operation: OperationName, answer: unknown, { format }: Entered): string {
  switch (operation) {
    case 'download-backup': {
      const { siteHostname, site, takenAtMs } = answer as OutputOf<'download-backup'>
      return `backup-${siteHostname}-${site}-${takenAtMs}.nsb`
    }
    case 'create-certificate-request': {
      const { certificate } = answer as OutputOf<'create-certificate-request'>
      return `${certificate}.csr`
    }
    case 'export-certificate': {
      const { certificate } = answer as OutputOf<'export-certificate'>
      return `${certificate}.${format === 'pem' ? 'pem' : 'p12'}`
    }
    default:
      return operation
  }
}
