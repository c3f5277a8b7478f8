'use client'

import { useTranslations } from 'next-intl'
import { Legend } from '@/components/form/legend'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { GRANTABLE, type Grantable, type PropertyReading } from '@/lib/xmail/tables'

/** What clients are spared, as named switches with XMail's own names beside them. */
export function Grants({
  value,
  onChange,
}: {
  value: readonly Grantable[]
  onChange: (grants: readonly Grantable[]) => void
}) {
  const t = useTranslations('whitelist')
  return (
    <ChoiceGroup legend={<Legend text={t('grants')} helpKey="smtpProperties" />}>
      {GRANTABLE.map((key) => (
        <Choice
          key={key}
          type="checkbox"
          checked={value.includes(key)}
          onChange={(event) =>
            onChange(event.target.checked ? [...value, key] : value.filter((each) => each !== key))
          }
          label={t(`grant_${key}`)}
          hint={t(`grantHint_${key}`)}
        />
      ))}
      <p className="mt-1 text-xs text-ink-2">{t('easeTls')}</p>
    </ChoiceGroup>
  )
}

/** The properties that a row grants, in words. */
export function GrantWords({ row }: { row: Pick<PropertyReading, 'properties'> }) {
  const t = useTranslations('whitelist')
  const granted = GRANTABLE.filter((key) => row.properties[key])
  if (granted.length === 0) return <span className="text-ink-2">{t('nothing')}</span>
  return granted.map((key) => (
    <span key={key} className="block">
      {t(`grant_${key}`)}
    </span>
  ))
}
