'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import type { ActionFault } from '@/lib/errors'
import { CertificateView } from './certificate-view'
import type { InstallFormProps } from './install-form'
import type { CheckedPair, GivenValues } from './shown-tls'
import { WayInNotice } from './way-in-notice'

export interface CheckedViewProps extends Pick<InstallFormProps, 'install'> {
  given: GivenValues
  pair: CheckedPair
  onDone: () => void
}

/** What is about to be installed; what is doubtful must be agreed to. */
export function CheckedView({ given, pair, install, onDone }: CheckedViewProps) {
  const t = useTranslations('tls')
  const [accepted, setAccepted] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const asks = pair.findings.some(({ weight }) => weight === 'asks')
  const stage = () =>
    start(async () => {
      const result = await callAction(() => install({ ...given, accepted }))
      if (result.ok) onDone()
      else setFault(result.error)
    })
  return (
    <section aria-label={t('checked')} className="mt-5 space-y-3" data-testid="checked">
      <h3 className="text-sm font-semibold">{t('checked')}</h3>
      <CertificateView certificate={pair} />
      <p className="text-sm text-ink-2">
        {t(`keyFrom_${pair.keyFrom}`)}{' '}
        {pair.keyFrom !== 'server' && t(pair.keepsKey ? 'keepsKey' : 'writesBoth')}
      </p>
      <WayInNotice wayIn={pair.wayIn} withGood>
        {pair.wayIn.troubles.some(({ kind }) => kind === 'untrusted') && <p>{t('shutOutPin')}</p>}
      </WayInNotice>
      {asks && (
        <Choice
          type="checkbox"
          label={t('accept')}
          checked={accepted}
          onChange={(event) => {
            // The form above listens too, and would take this for another certificate.
            event.stopPropagation()
            setAccepted(event.target.checked)
          }}
        />
      )}
      {fault && <FaultNotice fault={fault} />}
      <Button look="primary" disabled={pending || (asks && !accepted)} onClick={stage}>
        {pending ? t('staging') : t('stage')}
      </Button>
    </section>
  )
}
