import { encodeFileLines } from '@/lib/xmail/ctrl'
import type { MailRoot } from '../mail-root'

/** What a verb is given: its arguments without the verb itself. */
export interface VerbCall {
  readonly root: MailRoot
  readonly args: readonly string[]
}

/** What a verb comes to. The session says it on the wire, so no verb touches a connection. */
export type Answer =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'listing'; readonly lines: readonly string[] }
  /** Ask for data, then `commit` it; an empty text means that nothing was sent. Gives an error number, or 0. */
  | { readonly kind: 'upload'; readonly commit: (text: string) => Promise<number> }
  | { readonly kind: 'quit' }

export interface Verb {
  /** Whether the number of arguments is right; where it is not, the answer is BAD_CTRL_COMMAND. */
  readonly takes: (argumentCount: number) => boolean
  readonly run: (call: VerbCall) => Promise<Answer>
}

/** XMail's error numbers, by XMail's names (semantics.md, Appendix A). */
export const XMAIL = {
  FILE_CREATE: -10,
  USER_NOT_FOUND: -12,
  USER_EXIST: -13,
  DIR_CREATE: -17,
  FILE_OPEN: -19,
  INVALID_PASSWORD: -24,
  ALIAS_EXIST: -26,
  ALIAS_NOT_FOUND: -28,
  BAD_EMAIL_ADDR: -33,
  LINK_EXIST: -44,
  LINK_NOT_FOUND: -46,
  USER_NOT_MAILINGLIST: -50,
  MLUSERS_FILE_NOT_FOUND: -51,
  MLUSER_ALREADY_EXIST: -52,
  MLUSER_NOT_FOUND: -53,
  DOMAIN_NOT_HANDLED: -59,
  EXTALIAS_EXIST: -67,
  EXTALIAS_NOT_FOUND: -69,
  OPENDIR: -97,
  BAD_CTRL_COMMAND: -103,
  BAD_CTRL_LOGIN: -105,
  CTRL_ACCOUNTS_FILE_NOT_FOUND: -106,
  NO_MAILPROC_FILE: -116,
  NOT_A_CUSTOM_DOMAIN: -120,
  SERVER_BUSY: -129,
  IP_NOT_ALLOWED: -130,
  BAD_TAG_ADDRESS: -132,
  RECORD_NOT_FOUND: -157,
  FILE_MOVE: -164,
  ADOMAIN_EXIST: -205,
  ADOMAIN_NOT_FOUND: -206,
  LISTDIR_NOT_FOUND: -211,
  BAD_RELATIVE_PATH: -214,
  BAD_RFCNAME: -216,
  ALREADY_EXIST: -231,
  SSL_ALREADY_ACTIVE: -242,
  SSL_DISABLED: -249,
  INVALID_HOSTNAME: -260,
} as const

export const OK: Answer = { kind: 'code', code: 0 }

export function refuse(name: keyof typeof XMAIL): Answer {
  return { kind: 'code', code: XMAIL[name] }
}

/** A listing of rows: each value in quotes, without escaping (semantics.md 8.5). */
export function listRows(rows: readonly (readonly string[])[]): Answer {
  return { kind: 'listing', lines: rows.map((fields) => fields.map((field) => `"${field}"`).join('\t')) }
}

export function listFile(text: string): Answer {
  return { kind: 'listing', lines: encodeFileLines(text) }
}

export function exactly(...counts: readonly number[]): (argumentCount: number) => boolean {
  return (count) => counts.includes(count)
}

export function atLeast(least: number): (argumentCount: number) => boolean {
  return (count) => count >= least
}

export function atMost(most: number): (argumentCount: number) => boolean {
  return (count) => count <= most
}
