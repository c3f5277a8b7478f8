import { type Fault, fault } from '@/lib/errors'
import type { MailRootStore } from '@/lib/mailroot/store'
import {
  type ExpectedEnd,
  endOf,
  expectedEnds,
  judgeRelay,
  ownAddresses,
  type RelayEnd,
  type RelayVerdict,
  reachService,
  tryRelay,
} from '@/lib/probe'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { decideSmtp } from '@/lib/xmail/policy'
import {
  RELAY_TRICKS,
  type RelayTrick,
  type TrickDomains,
  type TrickLines,
  trickLines,
} from '@/lib/xmail/relay-tricks'
import type { ServiceAddress } from '@/lib/xmail/services'
import { chooseDomains } from './choose-domains'
import { openServerPolicy, type ServerPolicy, UnreadableFile } from './server-policy'

/** One trick from one address. */
export interface RelayResult {
  readonly source: string
  readonly trick: RelayTrick
  readonly lines: TrickLines
  /** By the server's own files; more than one where only name servers could tell. Empty: it cannot be told. */
  readonly expected: readonly ExpectedEnd[]
  /** Null: it could not be tried. */
  readonly real: RelayEnd | null
  readonly verdict: RelayVerdict | 'not-tried'
  readonly fault: Fault | null
}

export interface RelayTest {
  readonly place: ServiceAddress
  /** This machine's own addresses that it is tried from. Empty until the server was reached. */
  readonly sources: readonly string[]
  readonly total: number
  readonly results: readonly RelayResult[]
}

export interface TestRelay {
  readonly place: ServiceAddress
  readonly store: MailRootStore
  readonly signal: AbortSignal
  report(test: RelayTest): void
  /** Default: this machine's own. */
  readonly listSources?: typeof ownAddresses
}

const REACH_MS = 15_000
/** A server may wait between commands: `code=-5` is a delay of five seconds before each (semantics.md 4.1). */
const TRY_MS = 60_000

/**
 * Tries every trick from every own address, one after the other, and says of each what the files lead to expect and what
 * the server said. Its fault where the server or its files cannot be reached.
 */
export async function testRelay(order: TestRelay): Promise<Fault | null> {
  const { place, store, signal, listSources = ownAddresses } = order
  const policy = await openServerPolicy(store, { signal })
  if (!policy.ok) return policy.error
  const reached = await reachService(place, REACH_MS, signal)
  if (!reached.ok) return reached.error
  const sources = listSources(reached.value.place.host, reached.value.localAddress)
  const total = sources.length * RELAY_TRICKS.length
  const domains = { ...chooseDomains(policy.value), address: reached.value.place.host }
  const results: RelayResult[] = []
  order.report({ place, sources, total, results: [] })
  for (const source of sources) {
    const from = { place: reached.value.place, source, signal }
    for await (const result of tryTricks(policy.value, domains, from)) {
      if (signal.aborted) return fault('CANCELLED')
      results.push(result)
      order.report({ place, sources, total, results: [...results] })
    }
  }
  return null
}

interface From {
  readonly place: ServiceAddress
  readonly source: string
  readonly signal: AbortSignal
}

/** An address that leads nowhere twice in a row is not tried again: twenty time-outs would say no more than two. */
const MAX_FAILURES = 2

async function* tryTricks(
  policy: ServerPolicy,
  domains: TrickDomains,
  from: From,
): AsyncGenerator<RelayResult> {
  let failures = 0
  let trouble: Fault | null = null
  for (const trick of RELAY_TRICKS) {
    const lines = trickLines(trick, domains)
    const frame = { source: from.source, trick, lines }
    const expected = await expect(policy, lines, from)
    const given = { ...frame, expected }
    if (failures >= MAX_FAILURES) {
      yield { ...given, real: null, verdict: 'not-tried', fault: trouble }
      continue
    }
    const { place, source, signal } = from
    const replies = await tryRelay({ place, localAddress: source, lines, timeoutMs: TRY_MS, signal })
    failures = replies.ok ? 0 : failures + 1
    trouble = replies.ok ? null : replies.error
    if (!replies.ok) {
      yield { ...given, real: null, verdict: 'not-tried', fault: replies.error }
      continue
    }
    const real = endOf(replies.value)
    yield { ...given, real, verdict: judgeRelay(real, expected), fault: null }
  }
}

/** Empty where the files do not say: one of them cannot be read. */
async function expect(
  policy: ServerPolicy,
  lines: TrickLines,
  { place, source }: From,
): Promise<readonly ExpectedEnd[]> {
  const client = address(source)
  const own = address(place.host)
  if (!client || !own) return []
  const question = { client, local: { address: own, port: place.port }, from: lines.from, rcpt: lines.rcpt }
  try {
    return expectedEnds(await policy.decide((files) => decideSmtp(files, question)))
  } catch (error) {
    if (error instanceof UnreadableFile) return []
    throw error
  }
}

function address(text: string): Address | null {
  const parsed = parseAddress(text)
  return parsed.ok ? parsed.value : null
}
