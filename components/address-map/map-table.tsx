'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { VirtualRows } from '@/components/table/virtual-rows'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { type Block, findTableRows, formatBlock, type Lens, type MapView } from '@/lib/xmail/address-map'
import { MapRow } from './map-row'
import { MAP_GRID, useMapHeads } from './use-map-heads'
import { useMapWords } from './use-map-words'

export interface MapTableProps {
  base: string
  view: MapView
  zoom: Block
  lens: Lens
}

const ALL = 'all'

/** The picture in words: every range of the zoom and, of the whole map, those of IPv6. */
export function MapTable({ base, view, zoom, lens }: MapTableProps) {
  const t = useTranslations('addressMap')
  const { tellClass } = useMapWords()
  const [kind, setKind] = useState<string>(ALL)
  const [rule, setRule] = useState('')
  const wanted = useDeferredValue(rule.trim())
  const rows = useMemo(() => {
    // A kind that another lens does not have shows all.
    const names: readonly string[] = view.classes
    const which = names.indexOf(kind)
    return findTableRows(view, zoom, { classes: which < 0 ? null : new Set([which]), rule: wanted })
  }, [view, zoom, kind, wanted])
  const heads = useMapHeads()
  return (
    <>
      <search className="mb-3 flex max-w-2xl flex-wrap gap-x-4 gap-y-2">
        <Field label={t('kind')} className="grow basis-56">
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value={ALL}>{t('kindAll')}</option>
              {view.classes.map((each) => (
                <option key={each} value={each}>
                  {tellClass(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('rule')} className="grow basis-56">
          {(control) => (
            <Input
              {...control}
              type="search"
              className="mono"
              value={rule}
              onChange={(event) => setRule(event.target.value)}
            />
          )}
        </Field>
      </search>
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite" data-testid="count">
        {t(zoom.length === 0 ? 'rows' : 'rowsOf', { count: rows.length, zoom: formatBlock(zoom) })}
      </p>
      <VirtualRows
        label={t('table')}
        heads={heads}
        columns={MAP_GRID}
        rows={rows}
        keyOf={({ version, range }) => `${version} ${range}`}
      >
        {(row) => <MapRow base={base} view={view} zoom={zoom} lens={lens} row={row} grid={MAP_GRID} />}
      </VirtualRows>
    </>
  )
}
