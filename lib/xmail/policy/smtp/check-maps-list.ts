import { atoi } from '@/lib/xmail/net'
import { askYesNo, type Walk, YES_NO } from '../open-facts'
import { delayBy, noteVariable, type Session } from './session'

const LIST = 'CustMapsList'
const WORDS = 'SmtpMsgIPBanMaps'
/** XMail's buffer for a zone's name keeps so many bytes. */
const ZONE_BYTES = 255

export interface MapsZone {
  /** As it is written; a blank is a part of it, and then no name server knows it. */
  readonly zone: string
  readonly code: number
}

/** CustMapsList as SMTPCheckMapsList reads it (semantics.md 6.4). A zone without a colon ends it. */
export function readMapsList(text: string): MapsZone[] {
  const zones: MapsZone[] = []
  for (let rest = text; ; ) {
    const colon = rest.indexOf(':')
    if (colon < 0) return zones
    zones.push({ zone: rest.slice(0, Math.min(colon, ZONE_BYTES)), code: atoi(rest.slice(colon + 1)) })
    const comma = rest.indexOf(',', colon)
    if (comma < 0) return zones
    rest = rest.slice(comma + 1)
  }
}

/** The DNS lists of CustMapsList, of which the first that has the client counts. Null: the session goes on. */
export function* checkMapsList(session: Session): Walk<string | null> {
  const text = session.vars.text(LIST)
  if (text === null) return null
  for (const { zone, code } of readMapsList(text)) {
    if (yield* isListed(session, zone)) return meetListing(session, zone, code)
  }
  noteVariable(session, LIST, { check: 'maps-list', outcome: 'passes' })
  return null
}

function* isListed(session: Session, zone: string): Walk<boolean> {
  // No host name has other bytes, so that no name server is even asked.
  if (!/^[\w.-]+$/.test(zone)) return false
  const known = session.world.listedIn?.map(plainZone).includes(plainZone(zone))
  return yield* askYesNo(known, { kind: 'listed', zone, answers: YES_NO })
}

function plainZone(zone: string): string {
  return zone.toLowerCase().replace(/\.$/, '')
}

function meetListing(session: Session, zone: string, code: number): string | null {
  const outcome = code === 1 ? 'refuses' : code === 0 ? 'flags' : 'delays'
  noteVariable(session, LIST, { check: 'maps-list', outcome, detail: { zone, code } })
  if (outcome === 'flags') session.flags.add('listed')
  if (outcome === 'delays') delayBy(session, code)
  if (outcome !== 'refuses') return null
  const words = session.vars.text(WORDS)
  if (words !== null) noteVariable(session, WORDS, { check: 'maps-list', outcome })
  return `${words ?? '550 Denied due inclusion of your IP inside'} (${zone})`
}
