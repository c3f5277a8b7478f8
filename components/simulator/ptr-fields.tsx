'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { CodeInput } from '@/components/ui/code-input'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { NO_NAME } from '@/lib/xmail/simulator'
import type { SharedFieldProps } from './question-fields'

const KINDS = ['open', 'none', 'name'] as const
type Kind = (typeof KINDS)[number]

/** What DNS calls the client: left open, nothing, or a name. */
export function PtrFields({ form, faults, set }: SharedFieldProps) {
  const t = useTranslations('simulator')
  const help = useHelp()
  const words = useFaultText()
  // An empty name is one that is about to be typed, or none at all; only this form can tell.
  const [typing, setTyping] = useState(false)
  const kind: Kind = form.ptr === NO_NAME ? 'none' : form.ptr !== '' || typing ? 'name' : 'open'
  const choose = (next: string) => {
    setTyping(next === 'name')
    set('ptr')(next === 'none' ? NO_NAME : '')
  }
  return (
    <div className="space-y-1.5">
      <Field label={t('field_ptr')} {...help('simulator_ptr', t('field_ptr'))}>
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => choose(event.target.value)}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`ptr_${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {kind === 'name' && (
        <Field label={t('ptrName')} error={faults.ptr && words(faults.ptr)}>
          {(control) => (
            <CodeInput
              {...control}
              placeholder="mail.partner.example"
              value={form.ptr}
              onChange={(event) => set('ptr')(event.target.value)}
            />
          )}
        </Field>
      )}
    </div>
  )
}
