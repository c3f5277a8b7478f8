'use client'

import { useTranslations } from 'next-intl'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { readPermissions, SMTP_PERMISSION_KEYS, writePermissions } from '@/lib/xmail/tables'
import { useVariableWords } from './use-variable-words'
import type { ValueControlProps } from './value-control'

/** Permission letters as named switches. Letters that mean nothing are left as they are. */
export function PermissionsControl({ definition, value, onValue }: ValueControlProps) {
  const t = useTranslations('variables.options')
  const words = useVariableWords()
  const letters = value ?? ''
  const { permissions, unknownLetters } = readPermissions(letters)
  const change = (key: (typeof SMTP_PERMISSION_KEYS)[number], on: boolean) =>
    onValue(
      writePermissions(
        letters,
        SMTP_PERMISSION_KEYS.filter((each) => (each === key ? on : permissions[each])),
      ),
    )
  return (
    <ChoiceGroup legend={words.label(definition)}>
      {SMTP_PERMISSION_KEYS.map((key) => (
        <Choice
          key={key}
          type="checkbox"
          checked={permissions[key]}
          onChange={(event) => change(key, event.target.checked)}
          label={t(`permission_${key}`)}
        />
      ))}
      {unknownLetters && <p className="text-xs text-ink-2">{t('kept', { parts: unknownLetters })}</p>}
    </ChoiceGroup>
  )
}
