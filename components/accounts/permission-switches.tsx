'use client'

import { useTranslations } from 'next-intl'
import { Legend } from '@/components/form/legend'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { SMTP_PERMISSIONS, type SmtpPermission } from '@/lib/xmail/tables'

/** The letters of an account as named switches, each with its letter. */
export function PermissionSwitches({
  value,
  onChange,
}: {
  value: readonly SmtpPermission[]
  onChange: (permissions: readonly SmtpPermission[]) => void
}) {
  const t = useTranslations('variables.options')
  const accounts = useTranslations('accounts')
  return (
    <ChoiceGroup legend={<Legend text={accounts('permissions')} helpKey="smtpPermissions" />}>
      {SMTP_PERMISSIONS.map(({ key }) => (
        <Choice
          key={key}
          type="checkbox"
          checked={value.includes(key)}
          onChange={(event) =>
            onChange(event.target.checked ? [...value, key] : value.filter((each) => each !== key))
          }
          label={t(`permission_${key}`)}
        />
      ))}
    </ChoiceGroup>
  )
}
