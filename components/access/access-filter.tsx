'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Shows some of the rules only; their order stays. */
export function AccessFilter({ filter, onFilter }: { filter: string; onFilter: (text: string) => void }) {
  const t = useTranslations('access')
  return (
    <Field label={t('filter')} hint={t('filterHint')} className="mb-3 max-w-sm">
      {(control) => (
        <Input
          {...control}
          type="search"
          className="mono"
          value={filter}
          onChange={(event) => onFilter(event.target.value)}
        />
      )}
    </Field>
  )
}
