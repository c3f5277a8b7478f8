'use client'

import { useTranslations } from 'next-intl'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { HelpFor } from '@/components/form/legend'
import { useAddresses } from '@/components/table/reach'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { describeReach, reachOfNetworks } from '@/lib/xmail/effects'
import { formatNetwork, type Network } from '@/lib/xmail/net'

/** An open relay is made by typing it twice, never by a slip. */
export function ConfirmWide({
  networks,
  register,
  error,
}: {
  networks: readonly Network[]
  register: UseFormRegisterReturn
  error: string | undefined
}) {
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const [first] = networks
  if (!first) return null
  return (
    <Notice look="opens" title={t('openRelayTitle')} role="alert">
      <HelpFor text={t('openRelayTitle')} helpKey="openRelay" />
      <p>
        {t('openRelayText', {
          networks: networks.slice(0, 5).map(formatNetwork).join(', '),
          addresses: addresses(describeReach(reachOfNetworks(networks))),
        })}
      </p>
      <Field
        label={t('openRelayField', { network: formatNetwork(first) })}
        className="max-w-xs"
        error={error}
      >
        {(control) => (
          <Input {...control} className="mono" autoComplete="off" spellCheck={false} {...register} />
        )}
      </Field>
    </Notice>
  )
}
