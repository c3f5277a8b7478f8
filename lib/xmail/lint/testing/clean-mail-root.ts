import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import type { CertificateFacts } from '../certificate-facts'
import type { LintFiles, LintOptions } from '../mail-root'

/** Texts of files by their path; null: there is none. */
export type Texts = Readonly<Record<string, string | null>>

/** 2026-11-24. */
export const NOW_MS = 1_795_500_000_000
const YEAR_MS = 365 * 86_400_000

export const SOUND_CERTIFICATE: Extract<CertificateFacts, { state: 'present' }> = {
  state: 'present',
  validFromMs: NOW_MS - YEAR_MS,
  validToMs: NOW_MS + YEAR_MS,
  names: ['mail.here.test'],
  key: 'matches',
  rsaBits: 2048,
  signatureHash: 'SHA-256',
  selfSigned: false,
}

export const OPTIONS: LintOptions = {
  nowMs: NOW_MS,
  ownAddress: unwrap(parseAddress('192.0.2.10')),
  certificate: SOUND_CERTIFICATE,
}

const GATE =
  '"0.0.0.0/0"\t""\t"DENY"\t"1"\n"::/0"\t""\t"DENY"\t"1"\n' +
  '"127.0.0.0"\t"255.0.0.0"\t"ALLOW"\t"2"\n"192.0.2.0/24"\t""\t"ALLOW"\t"3"\n'

/** Settings in which nothing is worth a word. */
export const SETTINGS_TEXT = [
  ['RootDomain', 'here.test'],
  ['SmtpServerDomain', 'mail.here.test'],
  ['PostMaster', 'postmaster@here.test'],
  ['EnableAuthSMTP-POP3', '0'],
  ['SmtpNoTLSAuths', ''],
]
  .map(([name, value]) => `"${name}"\t"${value}"\n`)
  .join('')

/** A MailRoot without a finding. */
export const CLEAN: Texts = {
  'server.tab': SETTINGS_TEXT,
  'smtp.ipmap.tab': '"0.0.0.0/0"\t""\t"ALLOW"\t"1"\n"203.0.113.0/24"\t""\t"DENY"\t"2"\n',
  'pop3.ipmap.tab': '"0.0.0.0/0"\t""\t"ALLOW"\t"1"\n',
  'ctrl.ipmap.tab': GATE,
  'finger.ipmap.tab': '"0.0.0.0/0"\t""\t"DENY"\t"1"\n"::/0"\t""\t"DENY"\t"1"\n',
  'smtp.ipprop.tab': '"192.0.2.200/32"\t"WhiteList=1"\n',
  'smtp.hnprop.tab': null,
  'spammers.tab': '"203.0.113.0"\t"255.255.255.0"\n"198.51.100.64/27"\t"code=-5"\n',
  'spam-address.tab': '"*@rude.test"\n',
  'smtprelay.tab': '"10.0.0.0"\t"255.0.0.0"\n"192.168.0.0"\t"255.255.0.0"\n"192.0.2.0/26"\n',
  'smtpauth.tab': '"scanner"\t"plum Tram 41 cedar"\t"MR"\n',
  'smtpextauth.tab': '',
  // quiet-Lake-73-ember
  'ctrlaccounts.tab': '"carol"\t"14100c00114829040e00485256480008070017"\n',
  'domains.tab': '"here.test"\n',
  'aliasdomain.tab': '',
  'mailusers.tab': '"here.test"\t"joe"\t"1d08040c09"\t1\t"joe"\t"U"\n',
  'aliases.tab': '',
  'extaliases.tab': '',
  'filters.in.tab': '"*"\t"*"\t"0.0.0.0/0"\t"0.0.0.0/0"\t"virus.tab"\n',
  'filters.out.tab': '',
}

/** The clean MailRoot with other files in it. */
export function filesOf(texts: Texts = {}): LintFiles {
  const files = new Map<MailRootPath, Document | null>()
  for (const [path, text] of Object.entries({ ...CLEAN, ...texts }))
    files.set(mailRootPath(path), text === null ? null : open(mailRootPath(path), text))
  return files
}

/** `text`: a byte string. */
export function open(path: MailRootPath, text: string): Document {
  const format = catalogEntry(path)?.format
  if (!format) throw new Error(`not in the catalog: ${path}`)
  return parseDocument(fromByteString(text), { ...format, lineLimit: Math.max(1, format.lineLimit) })
}
