export * from './config/daemon-config.ts'
export * from './daemon.ts'
export * from './link/link-keys.ts'
