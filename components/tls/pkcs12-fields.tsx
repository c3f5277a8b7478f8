'use client'

import { useTranslations } from 'next-intl'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FileField } from './file-field'
import type { GivenFieldsProps } from './pem-fields'
import { readBase64Upload } from './read-upload'

/** One file with everything in it, and its password. */
export function Pkcs12Fields({ form, messageOf }: GivenFieldsProps) {
  const t = useTranslations('tls')
  const help = useHelp()
  return (
    <>
      <FileField
        label={t('pkcs12')}
        {...help('tlsPkcs12', t('pkcs12'))}
        accept=".p12,.pfx"
        error={messageOf('pkcs12') ?? messageOf('certificate') ?? messageOf('key')}
        read={readBase64Upload}
        onRead={(base64) => form.setValue('pkcs12', base64)}
      />
      <Field label={t('pkcs12Password')} error={messageOf('password')} className="max-w-sm">
        {(control) => (
          <Input {...control} type="password" autoComplete="off" {...form.register('password')} />
        )}
      </Field>
    </>
  )
}
