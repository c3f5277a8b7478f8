import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument, quote } from '@/lib/xmail/tab'
import type { Decision } from '../decision'
import { mailRootFiles } from '../mail-root-files'
import { compilePolicy, type Policy } from '../policy'
import type { World } from '../question'

/** A small MailRoot: one local domain with one account (password `xmail`), nothing else. */
const SMALL: Readonly<Record<string, string | null>> = {
  'domains.tab': '"here.test"\n',
  'mailusers.tab': '"here.test"\t"joe"\t"1d08040c09"\t1\t"joe"\t"U"\n',
  'spammers.tab': '',
  'server.cert': '',
  'server.key': '',
}

/** DNS knows nothing, nobody has signed in: nothing is open. */
export const QUIET: World = {
  clientName: null,
  clientNames: [],
  listedIn: [],
  senderDomainFound: false,
  popSignIns: [],
  externalAuth: 'rejects',
  recipientFilter: 'accepts',
  mailboxFull: false,
  ownName: null,
}

/** Files over the small MailRoot; null: there is none. `others`: what all other files are. */
export function policyOf(
  vars: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string | null>> = {},
  others: null | 'unread' = null,
): Policy {
  const settings = { RootDomain: 'here.test', SmtpServerDomain: 'here.test', ...vars }
  const all = { 'server.tab': lines(settings), ...SMALL, ...files }
  const docs = Object.entries(all).map(
    ([path, text]) => [path, text === null ? null : open(path, text)] as const,
  )
  return compilePolicy(mailRootFiles(new Map(docs), others))
}

export function open(path: string, text: string): Document {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(`not in the catalog: ${path}`)
  return parseDocument(fromByteString(text), { ...format, lineLimit: Math.max(1, format.lineLimit) })
}

function lines(vars: Readonly<Record<string, string>>): string {
  return Object.entries(vars)
    .map(([name, value]) => `${quote(name)}\t${quote(value)}\n`)
    .join('')
}

export function addressOf(text: string): Address {
  return unwrap(parseAddress(text))
}

/** The answer of a decision that nothing was left open for. */
export function decided<T>(decision: Decision<T>): T {
  if (decision.kind !== 'decided') throw new Error(`not decided: ${JSON.stringify(decision)}`)
  return decision.answer
}
