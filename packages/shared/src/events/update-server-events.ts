import type { RefusalCode } from '../refusals.ts'

/** Events from the update server. `appliance` is its name in the lab: "a", "b". */
export type UpdateServerEvent =
  | { name: 'build-released'; package: string }
  | { name: 'licences-ordered'; appliance: string; package: string }
  | {
      name: 'package-downloaded'
      appliance: string
      package: string
      by: 'appliance' | 'key' | 'support'
    }
  | { name: 'update-server-refused'; code: RefusalCode; message: string }
