'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { type Arrangement, ORDERS, SELECTIONS } from './arrange-rows'

interface RelayToolbarProps {
  arrangement: Arrangement
  onArrange: (arrangement: Arrangement) => void
}

/** Which rows are shown and in which order; the file's own order stays as it is. */
export function RelayToolbar({ arrangement, onArrange }: RelayToolbarProps) {
  const t = useTranslations('relay')
  return (
    <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
      <Field label={t('filter')} hint={t('filterHint')} className="w-full max-w-sm">
        {(control) => (
          <Input
            {...control}
            type="search"
            className="mono"
            value={arrangement.wanted}
            onChange={(event) => onArrange({ ...arrangement, wanted: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('selection')}>
        {(control) => (
          <Select
            {...control}
            value={arrangement.selection}
            onChange={({ target }) => {
              const selection = SELECTIONS.find((each) => each === target.value) ?? 'all'
              onArrange({ ...arrangement, selection })
            }}
          >
            {SELECTIONS.map((each) => (
              <option key={each} value={each}>
                {t(`selection_${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('order')} hint={t('orderHint')}>
        {(control) => (
          <Select
            {...control}
            value={arrangement.order}
            onChange={({ target }) => {
              const order = ORDERS.find((each) => each === target.value) ?? 'file'
              onArrange({ ...arrangement, order })
            }}
          >
            {ORDERS.map((each) => (
              <option key={each} value={each}>
                {t(`order_${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
