'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { Assertion } from '@/lib/xmail/assertions'

const HOST = /^[\d.]+\/32$|:.*\/128$/

/** An assertion as the sentence that it is. */
export function useSentence(): (assertion: Assertion) => string {
  const t = useTranslations('assertions.sentence')
  const format = useFormatter()
  return (assertion) => {
    if (assertion.kind === 'sender') return t(`sender_${assertion.claim}`, { sender: assertion.sender })
    if (assertion.kind === 'account') return t(`account_${assertion.claim}`, { account: assertion.account })
    const { kind, claim, networks, over } = assertion
    const values = {
      networks: format.list(networks.map((network) => (HOST.test(network) ? bare(network) : network))),
      // “Everybody in 192.0.2.1” is nothing that people say.
      of: networks.every((network) => HOST.test(network)) ? 'hosts' : 'networks',
      over,
      service: assertion.kind === 'gate' ? assertion.gate.toUpperCase() : '',
    }
    return t(networks.length === 0 ? `${kind}_nobody` : `${kind}_${claim}`, values)
  }
}

function bare(network: string): string {
  return network.slice(0, network.lastIndexOf('/'))
}
