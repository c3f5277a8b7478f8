'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { LENSES } from '@/lib/xmail/address-map'
import { lensOfAddress } from './lens-of-address'
import { type MapPlace, SIDES } from './use-map-place'

export interface MapChoicesProps {
  place: MapPlace
  hasDraft: boolean
  onChoose: (next: Partial<MapPlace>) => void
}

/** What the map is asked and, with a draft, of which files. */
export function MapChoices({ place, hasDraft, onChoose }: MapChoicesProps) {
  const t = useTranslations('addressMap')
  return (
    <div className="mb-4 flex max-w-3xl flex-wrap gap-x-4 gap-y-2">
      <Field label={t('lens')} hint={t(`lensHint_${place.lens}`)} className="grow basis-64">
        {(control) => (
          <Select
            {...control}
            value={place.lens}
            onChange={(event) => onChoose({ lens: lensOfAddress(event.target.value) })}
          >
            {LENSES.map((lens) => (
              <option key={lens} value={lens}>
                {t(`lens_${lens}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {hasDraft && (
        <Field label={t('side')} className="basis-64">
          {(control) => (
            <Select
              {...control}
              value={place.side}
              onChange={(event) =>
                onChoose({ side: SIDES.find((side) => side === event.target.value) ?? 'live' })
              }
            >
              {SIDES.map((side) => (
                <option key={side} value={side}>
                  {t(`side_${side}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  )
}
