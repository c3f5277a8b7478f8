'use client'

import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { ALL_OF_IPV4, type Lens, viewOfChange, zoomOfChange } from '@/lib/xmail/address-map'
import { ChangedRanges } from './changed-ranges'
import { MapFault } from './map-fault'
import { SmallMap } from './small-map'
import { addressOfPlace } from './use-map-place'
import { type AskMap, useMapReading } from './use-map-reading'

export interface ReviewMapProps {
  base: string
  /** The maps that show something of the change; at least one. */
  lenses: readonly Lens[]
  /** When the files were read that the review is about; milliseconds since the epoch. */
  since: number
  ask: AskMap
}

/** In Review: who gains and who loses as a small picture, and the same as a table. */
export function ReviewMap({ base, lenses, since, ask }: ReviewMapProps) {
  const t = useTranslations('addressMap')
  const [chosen, setChosen] = useState<Lens | undefined>(lenses[0])
  const lens = lenses.find((each) => each === chosen) ?? lenses[0] ?? 'client'
  const { maps, fault, retry } = useMapReading(ask, { start: null, since }, lens)
  const view = useMemo(() => maps?.draft && viewOfChange(maps.live, maps.draft), [maps])
  return (
    <div data-testid="review-map" data-lens={lens}>
      <div className="flex items-center gap-1">
        <h3 className="text-base font-semibold">{t('review')}</h3>
        <HelpFor text={t('review')} helpKey="addressMap" />
      </div>
      <p className="mb-3 text-sm text-ink-2">{t('reviewLead')}</p>
      {lenses.length > 1 && (
        <Field label={t('lens')} className="mb-3 max-w-sm">
          {(control) => (
            <Select
              {...control}
              value={lens}
              onChange={(event) => setChosen(lenses.find((each) => each === event.target.value))}
            >
              {lenses.map((each) => (
                <option key={each} value={each}>
                  {t(`lens_${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {fault && <MapFault fault={fault} retry={retry} />}
      {!fault && !maps && <p role="status">{t('loading')}</p>}
      {view && <SmallMap key={lens} lens={lens} view={view} />}
      {view && <ChangedRanges base={base} lens={lens} view={view} />}
      <p className="mt-2 text-sm">
        <Link
          href={`${base}/map${addressOfPlace({ lens, side: 'change', zoom: view ? zoomOfChange(view) : ALL_OF_IPV4 })}`}
          className="inline-flex items-center gap-1 underline underline-offset-2"
        >
          {t('reviewOpen')}
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      </p>
    </div>
  )
}
