import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath, plainestPath } from '@/lib/xmail/path'

/** Why a file is not edited as text. A closed list: pages translate it. */
export const TEXT_REFUSALS = [
  /** XMail keeps byte offsets into it: written by anything else, its look-ups fail (semantics.md 9). */
  'indexed',
  /** Passwords or a private key: it is never shown whole. */
  'secret',
  /** Certificates, which are no lines. */
  'certificate',
  /** XMail acts on its mere presence: `.shutdown` stops the server (semantics.md 8.4). */
  'control',
  /** Mail on its way, logs, indexes, locks: XMail’s own while it runs. */
  'runtime',
  /** Not in the catalog: nobody here knows how XMail would read it. */
  'unknown',
] as const

export type TextRefusal = (typeof TEXT_REFUSALS)[number]

const CONTROL = /^\.(shutdown|psync-trigger)$/
const RUNTIME =
  /^(spool|logs|tmp|tabindex|dnscache|msgsync|pids|pop3linklocks|pop3links|pop3locks|bin)\/|^message\.id$/

/** Why this file is not edited as text; null: it is. */
export function explainTextRefusal(path: MailRootPath): TextRefusal | null {
  // On Windows `userauth/SMTP/x.tab` is the file with the passwords, though its name is that of one without.
  const plainest = plainestPath(path)
  if (CONTROL.test(plainest)) return 'control'
  if (RUNTIME.test(plainest)) return 'runtime'
  const entry = catalogEntry(path)
  const meant = catalogEntry(plainest)
  if (entry?.indexed || meant?.indexed) return 'indexed'
  const isSecret = [entry, meant].some((each) => each !== undefined && each.secret !== 'none')
  if (isSecret) return 'secret'
  if (!entry || entry !== meant) return 'unknown'
  return entry.kind === 'pem' ? 'certificate' : null
}

/** Whether the text of a file may be shown whole: one that is edited, or that only its index protects. */
export function isTextShown(path: MailRootPath): boolean {
  const refusal = explainTextRefusal(path)
  return refusal === null || (refusal === 'indexed' && catalogEntry(path)?.secret === 'none')
}

const HOST_NAMES = mailRootPath('smtp.hnprop.tab')

/**
 * Whether a file of this name may come into being by its text. Where its mere presence changes what XMail does, it has a
 * page or a CTRL verb that asks first: smtp.hnprop.tab refuses clients without a name (semantics.md 5), one in
 * custdomains opens relay to its domain (3), one in cmdaliases takes mail, and what is below domains belongs to an account.
 */
export function mayCreateAsText(path: MailRootPath): boolean {
  const isPlace = catalogEntry(path)?.path === path || path.startsWith('filters/')
  return explainTextRefusal(path) === null && isPlace && path !== HOST_NAMES
}
