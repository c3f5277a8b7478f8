'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAddresses } from '@/components/table/reach'
import { describeReach, reachOfNetworks } from '@/lib/xmail/effects'
import { formatAddress, formatNetwork, type Network } from '@/lib/xmail/net'

/** What the field has understood, in numbers and, for one network, with its first and last address. */
export function Understood({ networks }: { networks: readonly Network[] }) {
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const reach = useMemo(() => describeReach(reachOfNetworks(networks)), [networks])
  const [first] = networks
  return (
    <p
      aria-live="polite"
      className="flex min-h-6 flex-wrap items-center gap-x-2 text-sm text-ink-2"
      data-testid="understood"
    >
      {first && (
        <>
          <Check aria-hidden className="size-4" />
          {t('understood', { networks: networks.length, addresses: addresses(reach) })}
          {networks.length === 1 && <Range network={first} />}
        </>
      )}
    </p>
  )
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
