import { START_TLS_LINE } from '@/lib/xmail/ctrl'
import type { Talk } from './talk'

/** Services of XMail that can be encrypted: by a command in the clear, or from the first byte on a port of their own. */
export const TLS_SERVICES = ['smtp', 'pop3', 'ctrl', 'smtps', 'pop3s', 'ctrls'] as const

export type TlsService = (typeof TLS_SERVICES)[number]

export function isImplicit(service: TlsService): service is 'smtps' | 'pop3s' | 'ctrls' {
  return service === 'smtps' || service === 'pop3s' || service === 'ctrls'
}

/** What a server said to somebody who wants TLS. `reply`: its own line, shortened. */
export type TlsAnswer =
  | { readonly state: 'ready' }
  | { readonly state: 'refused' | 'not-offered'; readonly reply: string }

const READY: TlsAnswer = { state: 'ready' }
/** EHLO brings a dozen. */
const MAX_REPLY_LINES = 100

/**
 * Says what has to be said before the handshake, and no more: nobody signs in and no mail is begun (semantics.md 6.1, 8.2,
 * 11). `refused`: not even greeted, by an access list or for being too busy.
 */
export async function askForTls(talk: Talk, service: 'smtp' | 'pop3' | 'ctrl'): Promise<TlsAnswer> {
  if (service === 'smtp') return askSmtp(talk)
  const greeting = await talk.nextLine()
  if (!greeting.startsWith('+')) return refused(greeting)
  talk.send(service === 'pop3' ? 'STLS' : START_TLS_LINE.trimEnd())
  const reply = await talk.nextLine()
  return reply.startsWith('+') ? READY : notOffered(reply)
}

async function askSmtp(talk: Talk): Promise<TlsAnswer> {
  const [greeting = ''] = await readReply(talk)
  if (!greeting.startsWith('220')) return refused(greeting)
  talk.send('EHLO localhost')
  const offered = await readReply(talk)
  const [first = ''] = offered
  if (!first.startsWith('250')) return refused(first)
  if (!offered.some((line) => /^250[ -]STARTTLS\b/i.test(line))) return notOffered(first)
  talk.send('STARTTLS')
  const [reply = ''] = await readReply(talk)
  return reply.startsWith('220') ? READY : notOffered(reply)
}

/** One reply of SMTP: lines with a hyphen behind the code, and a last one without. */
async function readReply(talk: Talk): Promise<string[]> {
  const lines: string[] = []
  do lines.push(await talk.nextLine())
  while (/^\d{3}-/.test(lines.at(-1) ?? '') && lines.length < MAX_REPLY_LINES)
  return lines
}

function refused(reply: string): TlsAnswer {
  return { state: 'refused', reply: oneLine(reply) }
}

function notOffered(reply: string): TlsAnswer {
  return { state: 'not-offered', reply: oneLine(reply) }
}

function oneLine(reply: string): string {
  return reply.replace(/[\x00-\x1f\x7f-\x9f]/g, '?').slice(0, 200)
}
