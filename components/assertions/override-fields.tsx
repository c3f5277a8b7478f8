'use client'

import { useTranslations } from 'next-intl'
import { useHelp } from '@/components/form/use-help'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ReviewedSentences } from './shown-assertion'
import type { OverrideInput } from './use-override'

export interface OverrideFieldsProps {
  id: string
  count: number
  mayOverride: ReviewedSentences['mayOverride']
  value: OverrideInput
  onChange: (value: OverrideInput) => void
}

/** Why Apply is off, and for an administrator the way to apply all the same. */
export function OverrideFields({ id, count, mayOverride, value, onChange }: OverrideFieldsProps) {
  const t = useTranslations('assertions.override')
  const help = useHelp()
  return (
    <Notice look="broken" className="max-w-3xl" data-testid="override">
      <p id={id}>
        {t('blocked', { count })} {!mayOverride && t('askAdministrator')}
      </p>
      {mayOverride && (
        <Choice
          type="checkbox"
          label={t('override', { count })}
          checked={value.isTicked}
          onChange={(event) => onChange({ ...value, isTicked: event.target.checked })}
        />
      )}
      {value.isTicked && (
        <Field
          label={t('why')}
          {...help('assertionOverride', t('why'))}
          hint={t('whyHint')}
          className="max-w-xl"
        >
          {(control) => (
            <Input
              {...control}
              required
              maxLength={500}
              value={value.why}
              onChange={(event) => onChange({ ...value, why: event.target.value })}
            />
          )}
        </Field>
      )}
    </Notice>
  )
}
