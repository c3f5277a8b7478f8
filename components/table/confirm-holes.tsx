'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/notice'
import { formatNetwork, type Network } from '@/lib/xmail/net'

/** XMail takes any netmask; hardly anybody means one with holes. */
export function ConfirmHoles({
  network,
  register,
  error,
}: {
  network: Network
  register: UseFormRegisterReturn
  error: string | undefined
}) {
  const t = useTranslations('relay')
  return (
    <Notice look="opens" title={t('holesTitle')} role="alert">
      <p>{t('holesText', { network: formatNetwork(network) })}</p>
      <Choice type="checkbox" label={t('holesConfirm')} {...register} />
      {error && <p className="text-broken">{error}</p>}
    </Notice>
  )
}
