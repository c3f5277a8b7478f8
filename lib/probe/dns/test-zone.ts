import type { Address } from '@/lib/xmail/net'
import { mapsQueryName } from '@/lib/xmail/variables/maps-query'
import { askAddresses, type DnsAnswer, type NameServer, openResolver } from './ask-name'

/** What a block list is worth to XMail. */
export type ZoneVerdict =
  /** It lists what it must and does not list what it must not. */
  | 'works'
  /** It has no entry for 127.0.0.2, which every block list has: it is given up, or never was one. */
  | 'lists-nobody'
  /** It lists 127.0.0.1, and so probably everybody: XMail would refuse all mail. */
  | 'lists-everybody'
  /** It answers that it does not serve this resolver; XMail takes that for "listed" and would refuse all mail. */
  | 'refuses-resolver'
  /** The resolver says no or fails: XMail lists nobody while it is so. */
  | 'unavailable'
  /** The resolver does not answer. XMail waits for it with each client. */
  | 'silent'

export interface ZoneQuestion {
  /** The name that is looked up. */
  readonly name: string
  readonly answer: DnsAnswer
}

export interface ZoneTest {
  readonly verdict: ZoneVerdict
  /** 127.0.0.2 (RFC 5782 section 5): must be listed. */
  readonly mustBe: ZoneQuestion
  /** 127.0.0.1: must not be. */
  readonly mustNotBe: ZoneQuestion
  /** The address that was asked about; null where none was. */
  readonly own: ZoneQuestion | null
}

export interface ZoneTestOptions {
  /** Null: the system's. */
  readonly nameServer: NameServer | null
  readonly own: Address | null
}

const LISTED: Address = { version: 4, bits: 0x7f000002 }
const NOT_LISTED: Address = { version: 4, bits: 0x7f000001 }

/** Asks a block list about the two addresses that tell whether it works (RFC 5782), and about one's own. */
export async function testZone(zone: string, { nameServer, own }: ZoneTestOptions): Promise<ZoneTest> {
  const resolver = openResolver(nameServer)
  const ask = async (address: Address): Promise<ZoneQuestion> => {
    const name = mapsQueryName(address, zone)
    return { name, answer: await askAddresses(resolver, name) }
  }
  const [mustBe, mustNotBe, asked] = await Promise.all([ask(LISTED), ask(NOT_LISTED), own && ask(own)])
  return { verdict: judgeZone(mustBe.answer, mustNotBe.answer), mustBe, mustNotBe, own: asked }
}

/** What the two answers say together. */
export function judgeZone(mustBe: DnsAnswer, mustNotBe: DnsAnswer): ZoneVerdict {
  const answers = [mustBe, mustNotBe]
  if (answers.some(isRefusal)) return 'refuses-resolver'
  if (mustNotBe.kind === 'found') return 'lists-everybody'
  if (answers.some(({ kind }) => kind === 'silent')) return 'silent'
  if (answers.some(({ kind }) => kind === 'refused' || kind === 'failed')) return 'unavailable'
  return mustBe.kind === 'found' ? 'works' : 'lists-nobody'
}

/**
 * 127.255.255.0/24 is how block lists say "you may not ask": 254 for public resolvers, 255 for too many questions, 252
 * for a name that is misspelt. XMail takes any answer for "listed" (semantics.md 6.4).
 */
export function isRefusal(answer: DnsAnswer): boolean {
  return answer.kind === 'found' && answer.addresses.some((address) => address.startsWith('127.255.255.'))
}
