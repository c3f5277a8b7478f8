import type {
  AccountTable,
  ServerRoleTable,
  SessionTable,
  UserTable,
  VerificationTable,
} from './people-schema'

/**
 * The console's own tables, as Kysely sees them. Written so that PostgreSQL can serve the same statements (ADR 0006):
 * ids are text, times are milliseconds since the epoch in a bigint column, JSON is text made by this program, and
 * what must not be read from a stolen database file is sealed text (`seal.ts`), so there is no blob.
 */
export interface Schema {
  server: ServerTable
  draft: DraftTable
  certificate_request: CertificateRequestTable
  assertion: AssertionTable
  revision: RevisionTable
  revision_file: RevisionFileTable
  revision_step: RevisionStepTable
  seen_file: SeenFileTable
  setting: SettingTable
  audit: AuditTable
  user: UserTable
  server_role: ServerRoleTable
  verification: VerificationTable
  account: AccountTable
  session: SessionTable
}

export interface ServerTable {
  id: string
  name: string
  /** JSON of a Connection: the part that may be shown. */
  connection: string
  /** Sealed JSON of ConnectionSecrets, for `server:<id>`. */
  secrets: string
  /** JSON of ServiceChoices: where its services are reached. Null: at their usual places. */
  services: string | null
  /** Absolute path, outside MAIL_ROOT, of the file that starts XMail. Null: not named. */
  start_file: string | null
  /** How long an applied change waits to be kept before it is put back; 0: it does not wait. */
  confirm_seconds: number
  /** 1: the running server is tried before and after a change is written; 0: it is not. */
  probes: number
  /** 1, then one more with each change; a store that was opened for another version is stale. */
  version: number
  created_at: number
  updated_at: number
}

export interface DraftTable {
  id: string
  server_id: string
  user_id: string
  /** JSON: path → digest of the file that the edits were made on, or null where there was none. */
  base: string
  /** Sealed JSON of the edits, for `draft:<server>:<user>`: an edit of smtpauth.tab holds a password. */
  edits: string
  version: number
  updated_at: number
  /** What its person calls it. Null: nothing. */
  name: string | null
  /** Id of the person that it waits to be accepted by. Null: it is not handed over. */
  offered_to: string | null
}

/** A key that was made here and waits for its certificate. */
export interface CertificateRequestTable {
  id: string
  server_id: string
  actor_name: string
  /** JSON: what the certificate is to be for. */
  names: string
  key_kind: string
  /** The CSR, as PEM. */
  request: string
  /** Sealed PEM of the private key, for `certificate-request:<server>:<id>`. */
  key: string
  created_at: number
}

/** A sentence that must stay true of a server. */
export interface AssertionTable {
  id: string
  server_id: string
  /** JSON of an Assertion. */
  assertion: string
  /** Why it was written. */
  note: string
  /** Who wrote it last. */
  actor_name: string
  updated_at: number
}

/**
 * `applying`, `unconfirmed` (on the server, waits to be kept) and `putting-back` are open: no other change is made on that
 * server. Ends: `applied`, `put-back`, `failed` (nothing of it is there), `let-stand` (a doubt that a person has ended:
 * what the server holds was taken as it is). `in-doubt` may still become one of them.
 */
export type RevisionState =
  | 'applying'
  | 'unconfirmed'
  | 'putting-back'
  | 'applied'
  | 'put-back'
  | 'failed'
  | 'let-stand'
  | 'in-doubt'

/** Whose doing it is: a person's; the console's own (an expiry); or what was found to have changed behind its back. */
export type RevisionOrigin = 'person' | 'console' | 'outside'

export interface RevisionTable {
  id: string
  /** No foreign key: history outlives the server's row. */
  server_id: string
  actor_id: string
  actor_name: string
  reason: string
  started_at: number
  ended_at: number | null
  state: RevisionState
  /** JSON, free of secrets. */
  summary: string
  /** JSON of a Fault. */
  fault: string | null
  /** When an unconfirmed one is put back; kept as it was after it has ended. Null: it did not wait. */
  confirm_by: number | null
  /** Name of the person who kept it. */
  kept_by: string | null
  /** Sealed JSON of the edits that it took out of its actor's draft, for `revision:<id>:edits`. Null: none, or returned. */
  taken_edits: string | null
  origin: RevisionOrigin
}

export interface RevisionFileTable {
  revision_id: string
  path: string
  /** Sealed bytes, for `revision:<id>:<path>:before`. Null: there was no such file. */
  before: string | null
  /** Sealed bytes, for `revision:<id>:<path>:after`. Null: the file was removed. */
  after: string | null
  before_digest: string | null
  after_digest: string | null
}

/** What a followed file was when it was last looked at: one version of each. */
export interface SeenFileTable {
  server_id: string
  path: string
  /** Sealed bytes, for `seen:<server>:<path>`. Null: there was no such file. */
  bytes: string | null
  digest: string | null
  /** Id of the server's newest Revision at that look, '' where there was none: later ones of this file count more. */
  after_revision: string
  seen_at: number
}

export type StepState = 'begun' | 'done' | 'failed'

export interface RevisionStepTable {
  revision_id: string
  seq: number
  step: string
  state: StepState
  at: number
  /** JSON, free of secrets. */
  detail: string | null
}

export interface SettingTable {
  key: string
  value: string
}

export type AuditOutcome = 'done' | 'refused' | 'failed'

export interface AuditTable {
  id: string
  at: number
  /** Null where nobody was signed in. */
  actor_id: string | null
  actor_name: string | null
  action: string
  server_id: string | null
  outcome: AuditOutcome
  /** The fault's code where the outcome is not 'done'. */
  code: string | null
  /** JSON, free of secrets. */
  detail: string | null
}
