'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { FlagButtons } from './flag-buttons'
import type { SettingPair } from './pair-settings'
import type { FieldEdit } from './variable-field'

/** How a value is changed: a switch at once, any other in a form; and back to the default. */
export function VariableButtons({
  pair,
  pending,
  onChange,
  onOpen,
}: {
  pair: SettingPair
  pending: boolean
  onChange: (edit: FieldEdit) => void
  /** Undefined while the form is open. */
  onOpen: (() => void) | undefined
}) {
  const { name, drafted } = pair
  const { definition, set } = drafted
  const t = useTranslations('variables.field')
  if (definition.value.kind === 'flag') {
    return <FlagButtons pair={pair} pending={pending} onChange={onChange} />
  }
  return (
    <div className="flex flex-wrap gap-2">
      {onOpen && (
        <Button size="sm" disabled={pending} aria-label={t('changeName', { name })} onClick={onOpen}>
          {t('change')}
        </Button>
      )}
      {set && !definition.isNeeded && (
        <Button
          size="sm"
          look="quiet"
          disabled={pending}
          aria-label={t('useDefaultName', { name })}
          onClick={() => onChange({ op: 'unset' })}
        >
          {t('useDefault')}
        </Button>
      )}
    </div>
  )
}
