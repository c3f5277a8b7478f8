'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Legend } from '@/components/form/legend'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MAX_DELAY_SECONDS, type SpammersAction } from '@/lib/xmail/tables'

const KINDS = ['refuse', 'signed-in-only', 'delay'] as const
const DEFAULT_DELAY_SECONDS = 5

/** What happens to a client, in words instead of `code=`. */
export function ActionChoice({
  value,
  onChange,
}: {
  value: SpammersAction
  onChange: (action: SpammersAction) => void
}) {
  const t = useTranslations('spam')
  const name = useId()
  const seconds = value.kind === 'delay' ? value.seconds : DEFAULT_DELAY_SECONDS
  const choose = (kind: SpammersAction['kind'], delay = seconds) =>
    onChange(kind === 'delay' ? { kind, seconds: delay } : { kind })
  return (
    <ChoiceGroup legend={<Legend text={t('action')} helpKey="spammersAction" />}>
      {KINDS.map((kind) => (
        <Choice
          key={kind}
          type="radio"
          name={name}
          value={kind}
          checked={value.kind === kind}
          onChange={() => choose(kind)}
          label={t(`action_${kind}`)}
          hint={t(`actionHint_${kind}`)}
        />
      ))}
      {value.kind === 'delay' && (
        <Field label={t('delaySeconds')} className="ml-6">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={MAX_DELAY_SECONDS}
              className="mono w-24"
              value={seconds}
              onChange={(event) => choose('delay', Math.trunc(Number(event.target.value)))}
            />
          )}
        </Field>
      )}
    </ChoiceGroup>
  )
}

/** An action of a row in a few words. */
export function useActionWords(): (action: SpammersAction) => string {
  const t = useTranslations('spam')
  return (action) =>
    action.kind === 'delay' ? t('delayed', { seconds: action.seconds }) : t(`action_${action.kind}`)
}
