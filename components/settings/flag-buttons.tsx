'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { SettingPair } from './pair-settings'
import type { FieldEdit } from './variable-field'

/** On, off, or the default: one press stages it. What counts with the draft is pressed. */
export function FlagButtons({
  pair,
  pending,
  onChange,
}: {
  pair: SettingPair
  pending: boolean
  onChange: (edit: FieldEdit) => void
}) {
  const t = useTranslations('variables.field')
  const { name, drafted } = pair
  const { effective, set, definition } = drafted
  if (effective.kind !== 'flag' || definition.value.kind !== 'flag') return null
  const buttons = [
    { key: 'on', text: t('on'), pressed: set !== null && effective.on, edit: { op: 'set', value: '1' } },
    { key: 'off', text: t('off'), pressed: set !== null && !effective.on, edit: { op: 'set', value: '0' } },
    {
      key: 'default',
      text: t(definition.standIn ? 'defaultServer' : definition.value.default ? 'defaultOn' : 'defaultOff'),
      pressed: set === null,
      edit: { op: 'unset' },
    },
  ] as const
  return (
    <fieldset className="flex flex-wrap" aria-label={t('switchName', { name })}>
      {buttons.map(({ key, text, pressed, edit }) => (
        <Button
          key={key}
          size="sm"
          aria-pressed={pressed}
          disabled={pending}
          onClick={() => !pressed && onChange(edit)}
          className={classNames(
            '-ml-px rounded-none first:ml-0 first:rounded-l-md last:rounded-r-md',
            pressed && 'z-10 border-ink bg-ink text-paper hover:bg-ink-2',
          )}
        >
          {text}
        </Button>
      ))}
    </fieldset>
  )
}
