'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { VirtualRows } from '@/components/table/virtual-rows'
import { ALL_OF_IPV4, findTableRows, type Lens, type MapView } from '@/lib/xmail/address-map'
import { MapRow } from './map-row'
import { MAP_GRID, useMapHeads } from './use-map-heads'

/** The ranges that a draft does something to, of both versions of IP: the picture in words. */
export function ChangedRanges({ base, lens, view }: { base: string; lens: Lens; view: MapView }) {
  const t = useTranslations('addressMap')
  const heads = useMapHeads()
  const rows = useMemo(() => {
    const changed = view.classes.flatMap((each, which) => (each === 'same' ? [] : [which]))
    return findTableRows(view, ALL_OF_IPV4, { classes: new Set(changed), rule: '' })
  }, [view])
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-sm">{t('reviewCount', { count: rows.length })}</summary>
      <div className="mt-2">
        <VirtualRows
          label={t('reviewTable')}
          heads={heads}
          columns={MAP_GRID}
          rows={rows}
          keyOf={({ version, range }) => `${version} ${range}`}
        >
          {(row) => (
            <MapRow base={base} view={view} zoom={ALL_OF_IPV4} lens={lens} row={row} grid={MAP_GRID} />
          )}
        </VirtualRows>
      </div>
    </details>
  )
}
