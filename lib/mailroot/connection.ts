import { z } from 'zod'

/**
 * How a server is reached, as a person sets it up: the part that may be shown. Secrets are in `ConnectionSecrets`,
 * sealed in the database and never in a page.
 */
const port = z.number().int().min(1).max(65535)
const host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]+$/)

/** Lower-case hex SHA-256 of the certificate (DER). */
const certificateFingerprint = z
  .string()
  .transform((text) => text.replaceAll(/[:\s]/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/))

/** An input that a browser sends as '' when nothing was typed. */
const emptyIsNone = (schema: z.ZodString) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional()

export const ctrlTrustSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('system') }),
  z.object({ by: z.literal('authority'), pem: z.string().min(1).max(200_000) }),
  z.object({ by: z.literal('pin'), sha256: certificateFingerprint }),
])

export const ctrlConnectionSchema = z.object({
  kind: z.literal('ctrl'),
  host,
  port: port.default(6017),
  user: z.string().min(1).max(100),
  /** none: clear CTRL with digest login. starttls: `#!TLS` on the CTRL port. tls: the CTRLS port. */
  encryption: z.enum(['none', 'starttls', 'tls']),
  trust: ctrlTrustSchema.default({ by: 'system' }),
  /** Name to check the certificate against, where it differs from `host`. */
  serverName: emptyIsNone(z.string().max(253)),
  /** The password itself instead of its digest: only inside TLS, and only where the person chose it. */
  login: z.enum(['digest', 'clear']).default('digest'),
  /** TLS 1.0 and 1.1 with old ciphers. Marked as weak on every page. */
  allowOldTls: z.boolean().default(false),
})

export const sftpConnectionSchema = z.object({
  kind: z.literal('sftp'),
  host,
  port: port.default(22),
  user: z.string().min(1).max(100),
  /** Absolute path of MAIL_ROOT on the server. */
  mailRoot: z.string().min(1).max(1024),
  auth: z.enum(['password', 'key', 'agent']),
  /** `SHA256:` and unpadded base64, as ssh-keygen -l prints it. Null until a person has confirmed it. */
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .nullable(),
  allowOldAlgorithms: z.boolean().default(false),
})

export const localConnectionSchema = z.object({
  kind: z.literal('local'),
  mailRoot: z.string().min(1).max(1024),
})

export const connectionSchema = z.discriminatedUnion('kind', [
  ctrlConnectionSchema,
  sftpConnectionSchema,
  localConnectionSchema,
])

export type CtrlConnection = z.infer<typeof ctrlConnectionSchema>
export type SftpConnection = z.infer<typeof sftpConnectionSchema>
export type LocalConnection = z.infer<typeof localConnectionSchema>
export type Connection = z.infer<typeof connectionSchema>

export const connectionSecretsSchema = z.object({
  /** CTRL password, SSH password. */
  password: emptyIsNone(z.string().max(1000)),
  /** SSH private key (OpenSSH or PEM) and its passphrase. */
  privateKey: emptyIsNone(z.string().max(100_000)),
  passphrase: emptyIsNone(z.string().max(1000)),
})
export type ConnectionSecrets = z.infer<typeof connectionSecretsSchema>

const serverBase = z.object({
  name: z.string().trim().min(1).max(100),
  connection: connectionSchema,
  secrets: connectionSecretsSchema,
})

/** A server's settings with the secrets that are to replace the stored ones; those not given are kept. */
export const changeServerSchema = serverBase

/** The secret that this way of signing in cannot do without; null where there is none. */
export function neededSecret(connection: Connection): 'password' | 'privateKey' | null {
  if (connection.kind === 'ctrl') return 'password'
  if (connection.kind === 'local' || connection.auth === 'agent') return null
  return connection.auth === 'password' ? 'password' : 'privateKey'
}

/** A new server: the secret that its way of signing in needs must be there, and an SSH host key must be confirmed. */
export const newServerSchema = serverBase.superRefine(({ connection, secrets }, context) => {
  const complain = (path: string[]) => context.addIssue({ code: 'custom', path, message: 'needed' })
  const needed = neededSecret(connection)
  if (needed && !secrets[needed]) complain(['secrets', needed])
  if (connection.kind === 'sftp' && connection.hostKey === null) complain(['connection', 'hostKey'])
})

export type ServerInput = z.infer<typeof serverBase>
export type ServerFormValues = z.input<typeof serverBase>
