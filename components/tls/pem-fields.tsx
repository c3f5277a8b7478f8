'use client'

import { useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FileField } from './file-field'
import { PemTextarea } from './pem-textarea'
import { readPemUpload } from './read-upload'
import type { GivenValues } from './shown-tls'

export interface GivenFieldsProps {
  form: UseFormReturn<GivenValues>
  /** What the server has said of a field. */
  messageOf: (name: keyof GivenValues) => string | undefined
}

/** Certificates and key as text, pasted or from files. */
export function PemFields({ form, messageOf }: GivenFieldsProps) {
  const t = useTranslations('tls')
  const help = useHelp()
  return (
    <>
      <Field
        label={t('certificate')}
        {...help('tlsCertificate', t('certificate'))}
        hint={t('certificateHint')}
        error={messageOf('certificate')}
      >
        {(control) => <PemTextarea {...control} kind="CERTIFICATE" {...form.register('certificate')} />}
      </Field>
      <FileField
        label={t('certificateFile')}
        accept=".pem,.crt,.cer,.der,.cert,.txt"
        read={readPemUpload}
        onRead={(text) => form.setValue('certificate', text)}
      />
      <Field
        label={t('privateKey')}
        {...help('tlsKey', t('privateKey'))}
        hint={t('privateKeyHint')}
        error={messageOf('key')}
      >
        {(control) => (
          <PemTextarea
            {...control}
            kind="PRIVATE KEY"
            rows={4}
            autoComplete="off"
            {...form.register('key')}
          />
        )}
      </Field>
      <FileField
        label={t('privateKeyFile')}
        accept=".pem,.key,.txt"
        read={readPemUpload}
        onRead={(text) => form.setValue('key', text)}
      />
      <Field
        label={t('passphrase')}
        {...help('tlsPassphrase', t('passphrase'))}
        hint={t('passphraseHint')}
        error={messageOf('passphrase')}
        className="max-w-sm"
      >
        {(control) => (
          <Input {...control} type="password" autoComplete="off" {...form.register('passphrase')} />
        )}
      </Field>
    </>
  )
}
