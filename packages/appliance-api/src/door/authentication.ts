import { type ApplianceReading, compareVersions } from '@understudy/shared'
import { eraOf } from '../era.ts'

/** OAuth came with 16.1; from then on a site may do without passwords (API-04, P 3.3). */
const oauthSince = '1.15.0'

const hasOauth = ({ status }: ApplianceReading): boolean =>
  compareVersions(eraOf(status.site).apiVersion, oauthSince) >= 0

/** Whether name and password open the APIs: before 16.1 always, later unless the setting `api/passwords` says `never`. */
export const acceptsPasswords = (reading: ApplianceReading): boolean =>
  !hasOauth(reading) || reading.setting('api/passwords') !== 'never'

/** Whether clients get tokens: from 16.1 on, or where the setting `api/tokens` says `always`. */
export const offersTokens = (reading: ApplianceReading): boolean =>
  hasOauth(reading) || reading.setting('api/tokens') === 'always'
