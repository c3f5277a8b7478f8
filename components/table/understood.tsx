'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useAddresses } from '@/components/table/reach'
import { describeReach, type Reach, reachOfNetworksInSteps } from '@/lib/xmail/effects'
import { formatAddress, formatNetwork, type Network } from '@/lib/xmail/net'
import type { Steps } from '@/lib/xmail/steps'
import { useSteps } from './use-steps'

/** Of more than so many the addresses are counted in steps. */
const MANY_NETWORKS = 2_000

/** What the field has understood, in numbers and, for one network, with its first and last address. */
export function Understood({ networks }: { networks: readonly Network[] }) {
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const begin = useCallback(() => countAddresses(networks), [networks])
  const counted = useSteps('understood', begin, networks.length > MANY_NETWORKS)
  // The addresses of an earlier list are never said of this one.
  const reach = counted?.networks === networks ? counted.reach : null
  const [first] = networks
  return (
    <p
      aria-live="polite"
      className="flex min-h-6 flex-wrap items-center gap-x-2 text-sm text-ink-2"
      data-testid="understood"
    >
      {first && reach && (
        <>
          <Check aria-hidden className="size-4" />
          {t('understood', { networks: networks.length, addresses: addresses(reach) })}
          {networks.length === 1 && <Range network={first} />}
        </>
      )}
    </p>
  )
}

function* countAddresses(
  networks: readonly Network[],
): Steps<{ readonly networks: readonly Network[]; readonly reach: Reach }> {
  const set = yield* reachOfNetworksInSteps(networks)
  yield
  return { networks, reach: describeReach(set) }
}

function Range({ network }: { network: Network }) {
  const t = useTranslations('relay')
  if (network.kind === 'holes') return <span className="mono">{formatNetwork(network)}</span>
  const { address, length } = network.prefix
  const last =
    address.version === 4
      ? formatAddress({ version: 4, bits: address.bits + 2 ** (32 - length) - 1 })
      : formatAddress({ version: 6, bits: address.bits + (1n << BigInt(128 - length)) - 1n })
  return <span className="mono">{t('rangeOf', { first: formatAddress(address), last })}</span>
}
