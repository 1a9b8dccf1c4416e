import { backupKeys, nodeCodec } from '@understudy/appliance-store/backup-keys'
import type { FileCrypto } from '@understudy/simulator'

/** The virtual world encrypts its files as daemons do theirs. */
export const fileCrypto: FileCrypto = { codec: nodeCodec, keys: backupKeys }
