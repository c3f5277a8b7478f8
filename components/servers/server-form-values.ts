import type { UseFormReturn } from 'react-hook-form'
import type { ActionResult } from '@/lib/errors'
import type {
  Connection,
  ConnectionSecrets,
  CtrlConnection,
  LocalConnection,
  ServerFormValues,
  ServerInput,
  SftpConnection,
} from '@/lib/mailroot/connection'

/** The form of one kind of connection; the other kinds' fields are not in it. */
export type FormOf<C extends Connection> = UseFormReturn<{
  name: string
  connection: C
  secrets: ConnectionSecrets
}>

export type CtrlForm = FormOf<CtrlConnection>
export type SftpForm = FormOf<SftpConnection>
export type LocalForm = FormOf<LocalConnection>

/** What a server shows of its TLS certificate, for a person to compare. Times in milliseconds since the epoch. */
export interface ShownCertificate {
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  readonly validFrom: number
  readonly validTo: number
  readonly sha256: string
  readonly protocol: string
  readonly trustedBySystem: boolean
}

export interface ShownHostKey {
  readonly fingerprint: string
  readonly algorithm: string
}

export interface ConnectionTrial {
  readonly software: string
  readonly encrypted: boolean
  readonly cipher?: string
  readonly filesRead: number
}

/** What the form can ask of the server. */
export interface ServerActions {
  showCertificate: (connection: CtrlConnection) => Promise<ActionResult<ShownCertificate>>
  showHostKey: (connection: SftpConnection) => Promise<ActionResult<ShownHostKey>>
  tryConnection: (input: ServerInput) => Promise<ActionResult<ConnectionTrial>>
  save: (input: ServerInput) => Promise<ActionResult<{ id: string }>>
}

export const DEFAULT_CONNECTION: Record<Connection['kind'], ServerFormValues['connection']> = {
  ctrl: {
    kind: 'ctrl',
    host: '',
    port: 6017,
    user: '',
    encryption: 'starttls',
    trust: { by: 'system' },
    login: 'digest',
    allowOldTls: false,
    serverName: '',
  },
  sftp: {
    kind: 'sftp',
    host: '',
    port: 22,
    user: '',
    mailRoot: '/var/MailRoot',
    auth: 'key',
    hostKey: null,
    allowOldAlgorithms: false,
  },
  local: { kind: 'local', mailRoot: '/var/MailRoot' },
}
