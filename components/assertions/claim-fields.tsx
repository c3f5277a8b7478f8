'use client'

import { useTranslations } from 'next-intl'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { GATES, KINDS } from '@/lib/xmail/assertions'
import { type AssertionFields, CLAIMS_OF, withKind } from './assertion-fields'

export interface AssertionFieldsProps {
  fields: AssertionFields
  set: (part: Partial<AssertionFields>) => void
}

/** What a sentence is about, and what it says of it. */
export function ClaimFields({ fields, set }: AssertionFieldsProps) {
  const t = useTranslations('assertions.form')
  const help = useHelp()
  const { kind, gate, claim } = fields
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2.5">
      <Field label={t('kind')} {...help('assertionKind', t('kind'))}>
        {(control) => (
          <Select
            {...control}
            value={kind ?? ''}
            onChange={(event) => {
              const chosen = KINDS.find((each) => each === event.target.value)
              if (chosen) set(withKind(fields, chosen))
            }}
          >
            {kind === null && <option value="">{t('choose')}</option>}
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`kind_${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {kind === 'gate' && (
        <Field label={t('service')} {...help('assertionService', t('service'))}>
          {(control) => (
            <Select
              {...control}
              value={gate}
              onChange={(event) => set({ gate: GATES.find((each) => each === event.target.value) ?? gate })}
            >
              {GATES.map((each) => (
                <option key={each} value={each}>
                  {each.toUpperCase()}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {kind && (
        <Field label={t('claim')} {...help('assertionClaim', t('claim'))}>
          {(control) => (
            <Select
              {...control}
              value={claim}
              onChange={(event) =>
                set({ claim: CLAIMS_OF[kind].find((each) => each === event.target.value) ?? claim })
              }
            >
              {CLAIMS_OF[kind].map((each) => (
                <option key={each} value={each}>
                  {t(`claim_${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  )
}
