import type { Reached } from '@/lib/probe'
import { isImplicit, type TlsService } from '@/lib/probe/tls'
import { type Assertion, claimsOf, type Gate } from '@/lib/xmail/assertions'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { type TrickDomains, type TrickLines, trickLines } from '@/lib/xmail/relay-tricks'
import type { ServiceName } from '@/lib/xmail/services'
import { UnreadableFile } from '../../probe/server-policy'
import type { Affected } from './affected-services'
import { expectGate, expectMail, expectSentence } from './expect-access'
import { expectTls } from './expect-tls'
import { isTranslated } from './is-translated'
import type { Expectation, Found, ProbeAbout, Skip } from './probe'
import { showPlace } from './show-place'
import type { Side } from './sides'
import { tryGate, tryMail, tryTls } from './try-probe'

/** One thing that a running server is tried for. */
export interface Probe {
  readonly about: ProbeAbout
  /** Probes of the same attempt are one session with the server. */
  readonly attempt: string
  /** What its files lead to expect on one side of the change. */
  expect(side: Side): Promise<Expectation | Skip>
  /** What it does. Never rejects for trouble of the other end. */
  try(side: Side, signal: AbortSignal): Promise<Found>
}

export interface ProbeOrder {
  readonly affected: Affected
  /** The services that answered, and by which addresses. */
  readonly reached: ReadonlyMap<ServiceName, Reached>
  readonly domains: Omit<TrickDomains, 'address'>
  /** The files before the change. */
  readonly before: Side
  /** Mailboxes of the server, the first that takes mail before the change is tried. */
  readonly accounts: readonly string[]
  readonly assertions: readonly Assertion[]
}

/** The probes of what a change can make another. */
export function makeProbes(order: ProbeOrder): readonly Probe[] {
  const gates = order.affected.gates.flatMap((gate) => {
    const way = wayTo(order, gate)
    return way ? [gateProbe(gate, way), ...(gate === 'smtp' ? mailProbes(order, way) : [])] : []
  })
  const handshakes = order.affected.tls.flatMap((service) => {
    const way = wayTo(order, service)
    return way ? [tlsProbe(service, way)] : []
  })
  return [...gates, ...sentenceProbes(order, gates), ...handshakes].map(askedSafely)
}

/** This console as the client of a service. */
interface Way {
  readonly at: Reached
  readonly client: Address
  /** The server’s, as seen from here: behind a translation its own sockets have another, so that no policy is asked of it. */
  readonly server: Address
  readonly about: Omit<ProbeAbout, 'probe'>
}

function wayTo({ reached }: ProbeOrder, service: ServiceName): Way | null {
  const at = reached.get(service)
  const client = parseAddress(at?.localAddress ?? '')
  const server = parseAddress(at?.place.host ?? '')
  if (!at || !client.ok || !server.ok) return null
  const about = { service, place: showPlace(at.place) }
  return { at, client: client.value, server: server.value, about }
}

function gateProbe(gate: Gate, way: Way): Probe {
  const probe = gate === 'finger' ? 'finger' : 'greeting'
  return seenBySource(way, {
    about: { ...way.about, probe },
    attempt: `gate ${gate}`,
    expect: (side) => expectGate(side, gate, way.client),
    try: (_, signal) => tryGate(gate, way.at, signal),
  })
}

function mailProbes(order: ProbeOrder, way: Way): readonly Probe[] {
  const lines = trickLines('plain', { ...order.domains, address: way.at.place.host })
  const mail = (probe: 'relay' | 'recipient', linesOf: () => Promise<TrickLines | null>) =>
    seenBySource(way, {
      about: { ...way.about, probe },
      attempt: probe,
      async expect(side) {
        const asked = await linesOf()
        return asked ? expectMail(side, asked, way.client) : 'noAccount'
      },
      try: async (_, signal) => tryMail((await linesOf()) ?? lines, way.at, signal),
    })
  let chosen: Promise<TrickLines | null> | undefined
  const toAccount = () => {
    chosen ??= chooseRecipient(order, lines, way)
    return chosen
  }
  return [mail('relay', async () => lines), mail('recipient', toAccount)]
}

/** To a mailbox that takes mail as things are: one that is full or broken could not show that another is refused. */
async function chooseRecipient({ before, accounts }: ProbeOrder, lines: TrickLines, way: Way) {
  for (const rcpt of accounts) {
    const expected = await expectMail(before, { ...lines, rcpt }, way.client)
    if (typeof expected !== 'string' && expected.outcomes.includes('taken')) return { ...lines, rcpt }
  }
  const [first] = accounts
  return first === undefined ? null : { ...lines, rcpt: first }
}

function tlsProbe(service: TlsService, way: Way): Probe {
  const probe: Probe = {
    about: { ...way.about, probe: 'tls' },
    attempt: `tls ${service}`,
    expect: (side) => expectTls(side, service, way.client),
    try: (side, signal) => tryTls(service, side.certificate, way.at, signal),
  }
  return isImplicit(service) ? probe : seenBySource(way, probe)
}

/** Sentences about this console’s own address, by the sessions that are tried anyway. Sets prove the rest of them. */
function sentenceProbes(order: ProbeOrder, probes: readonly Probe[]): readonly Probe[] {
  return order.assertions.flatMap((assertion): Probe[] => {
    if (assertion.kind !== 'relay' && assertion.kind !== 'gate') return []
    const gate = assertion.kind === 'relay' ? 'smtp' : assertion.gate
    const attempt = assertion.kind === 'relay' ? 'relay' : `gate ${gate}`
    const by = probes.find((probe) => probe.attempt === attempt)
    const way = wayTo(order, gate)
    const may = way && claimsOf(assertion, way.client)
    if (!by || may === null) return []
    const expect = async (side: Side) => {
      const files = await by.expect(side)
      return typeof files === 'string' ? files : expectSentence(assertion.kind, may, files)
    }
    return [{ ...by, about: { ...by.about, probe: 'assertion', assertion }, expect }]
  })
}

/** What depends on the client’s address says nothing where the server sees another one than this console’s own. */
function seenBySource({ client, server }: Way, probe: Probe): Probe {
  return isTranslated(client, server) ? { ...probe, expect: async () => 'translated' } : probe
}

/** A file that cannot be read leads to expect nothing. */
function askedSafely(probe: Probe): Probe {
  const expect = async (side: Side): Promise<Expectation | Skip> => {
    try {
      const expected = await probe.expect(side)
      return typeof expected !== 'string' && expected.outcomes.length === 0 ? 'unclear' : expected
    } catch (error) {
      if (error instanceof UnreadableFile) return 'unclear'
      throw error
    }
  }
  return { ...probe, expect }
}
