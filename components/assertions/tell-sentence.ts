import type { Assertion } from '@/lib/xmail/assertions'

const HOST = /^[\d.]+\/32$|:.*\/128$/

/** Joins names as a language lists them. */
export type JoinNames = (names: readonly string[]) => string

/** The key of a sentence in messages/…/assertions.json below `sentence`, and what is put into it. */
export function tellSentence(assertion: Assertion, join: JoinNames) {
  if (assertion.kind === 'sender')
    return { key: `sender_${assertion.claim}`, values: { sender: assertion.sender } } as const
  if (assertion.kind === 'account')
    return { key: `account_${assertion.claim}`, values: { account: assertion.account } } as const
  const { kind, claim, networks, over } = assertion
  const values = {
    networks: join(networks.map((network) => (HOST.test(network) ? bare(network) : network))),
    // “Everybody in 192.0.2.1” is nothing that people say.
    of: networks.every((network) => HOST.test(network)) ? 'hosts' : 'networks',
    over,
    service: assertion.kind === 'gate' ? assertion.gate.toUpperCase() : '',
  }
  return networks.length === 0
    ? ({ key: `${kind}_nobody`, values } as const)
    : ({ key: `${kind}_${claim}`, values } as const)
}

function bare(network: string): string {
  return network.slice(0, network.lastIndexOf('/'))
}
