export type { HostKey } from './host-key'
export { inspectHostKey } from './inspect-host-key'
export { openSftpStore, type SftpDeps } from './open-sftp-store'
