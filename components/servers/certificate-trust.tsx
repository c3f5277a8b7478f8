'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { Legend } from '@/components/form/legend'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { Facts } from './facts'
import type { CtrlForm, ServerActions, ShownCertificate } from './server-form-values'

export interface CertificateTrustProps {
  form: CtrlForm
  showCertificate: ServerActions['showCertificate']
}

/** Which certificate is right: by an authority, or exactly one, seen here and compared by a person. */
export function CertificateTrust({ form, showCertificate }: CertificateTrustProps) {
  const t = useTranslations('servers')
  const help = useHelp()
  const [shown, setShown] = useState<ActionResult<ShownCertificate> | null>(null)
  const [pending, start] = useTransition()
  const trust = form.watch('connection.trust')
  const errors = form.formState.errors.connection?.trust
  const pin = (sha256: string) =>
    form.setValue('connection.trust', { by: 'pin', sha256 }, { shouldDirty: true, shouldValidate: true })
  const ask = async () => {
    if (await form.trigger(['connection.host', 'connection.port'])) {
      start(async () => setShown(await showCertificate(form.getValues('connection'))))
    }
  }
  return (
    <div className="space-y-3">
      <ChoiceGroup legend={<Legend text={t('trust')} helpKey="ctrlTrust" />}>
        <Choice
          type="radio"
          name="trust"
          label={t('trustSystem')}
          checked={trust.by === 'system'}
          onChange={() => form.setValue('connection.trust', { by: 'system' })}
        />
        <Choice
          type="radio"
          name="trust"
          label={t('trustAuthority')}
          checked={trust.by === 'authority'}
          onChange={() => form.setValue('connection.trust', { by: 'authority', pem: '' })}
        />
        <Choice
          type="radio"
          name="trust"
          label={t('trustPin')}
          checked={trust.by === 'pin'}
          onChange={() => pin('')}
        />
      </ChoiceGroup>
      {trust.by === 'authority' && (
        <Field label={t('authorityPem')} error={errors && t('authorityNeeded')}>
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              className="mono text-xs"
              spellCheck={false}
              {...form.register('connection.trust.pem')}
            />
          )}
        </Field>
      )}
      {trust.by === 'pin' && (
        <Field
          label={t('fingerprint')}
          {...help('ctrlFingerprint', t('fingerprint'))}
          error={errors && t('fingerprintNeeded')}
        >
          {(control) => (
            <Input
              {...control}
              className="mono text-xs"
              spellCheck={false}
              {...form.register('connection.trust.sha256')}
            />
          )}
        </Field>
      )}
      <Button size="sm" onClick={ask} disabled={pending}>
        {pending ? t('testing') : t('showCertificate')}
      </Button>
      <div aria-live="polite">
        {shown && !shown.ok && <FaultNotice fault={shown.error} />}
        {shown?.ok && <Certificate certificate={shown.value} onPin={() => pin(shown.value.sha256)} />}
      </div>
    </div>
  )
}

function Certificate({ certificate, onPin }: { certificate: ShownCertificate; onPin: () => void }) {
  const t = useTranslations('servers')
  const format = useFormatter()
  const day = (ms: number) => format.dateTime(ms, { dateStyle: 'medium' })
  return (
    <Notice
      look={certificate.trustedBySystem ? 'fine' : 'opens'}
      title={t(certificate.trustedBySystem ? 'certificateTrusted' : 'certificateUntrusted')}
    >
      <Facts
        facts={[
          [t('certificateSubject'), certificate.subject],
          [t('certificateIssuer'), certificate.issuer],
          [t('certificateNames'), certificate.names.join(', ')],
          [t('certificateValid'), `${day(certificate.validFrom)} – ${day(certificate.validTo)}`],
          [t('certificateProtocol'), certificate.protocol],
          [t('fingerprint'), certificate.sha256.replaceAll(/(..)(?!$)/g, '$1:')],
        ]}
      />
      <Button size="sm" className="mt-2" onClick={onPin}>
        {t('pinThis')}
      </Button>
    </Notice>
  )
}
