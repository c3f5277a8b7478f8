'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { isEmptyReach, PrefixList, type ShownReach, useAddresses } from '@/components/table/reach'
import { Tag } from '@/components/ui/tag'
import { describeReach, reachOfNetworks } from '@/lib/xmail/effects'
import { difference, type Network, parseNetwork } from '@/lib/xmail/net'
import type { RelayRow } from '@/lib/xmail/tables'
import { networkOf } from './find-last-edit'

const PREFIXES_SHOWN = 8

/** Whom a row would let in that it does not now, and the other way round. Other rows are Review's to weigh. */
export function ChangedReach({ row, network }: { row: RelayRow; network: Network }) {
  const t = useTranslations('relay')
  const { more, fewer } = useMemo(() => compare(row, network), [row, network])
  return (
    <div className="space-y-1 text-sm empty:hidden" aria-live="polite" data-testid="changed-reach">
      <Side look="opens" name={t('reachMore')} reach={more} />
      <Side look="closes" name={t('reachFewer')} reach={fewer} />
    </div>
  )
}

function Side({ look, name, reach }: { look: 'opens' | 'closes'; name: string; reach: ShownReach }) {
  const addresses = useAddresses()
  if (isEmptyReach(reach)) return null
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5" data-reach={look}>
      <Tag look={look}>
        <span aria-hidden>{look === 'opens' ? '↗' : '↙'}</span>
        {name}
      </Tag>
      <span>{addresses(reach)}</span>
      <PrefixList reach={reach} />
    </div>
  )
}

function compare(row: RelayRow, network: Network) {
  const own = row.state === 'live' ? parseNetwork(networkOf(row)) : null
  const before = reachOfNetworks(own?.ok ? [own.value] : [])
  const after = reachOfNetworks([network])
  return {
    more: describeReach(difference(after, before), PREFIXES_SHOWN),
    fewer: describeReach(difference(before, after), PREFIXES_SHOWN),
  }
}
