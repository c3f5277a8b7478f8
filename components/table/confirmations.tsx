'use client'

import { useTranslations } from 'next-intl'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/notice'
import type { Fault } from '@/lib/errors'
import type { MayConfirm } from '@/lib/xmail/tables'

/** What a person has to say yes to before some networks are taken. */
export type NetworkConfirmation = 'many-addresses' | 'netmask-holes'

/** The confirmation that would take a fault away, where this person may give it. */
export function askedBy(fault: Fault | null, may: MayConfirm): NetworkConfirmation | null {
  if (fault?.code === 'NETWORK_REACHES_MANY' && may.wide) return 'many-addresses'
  return fault?.code === 'NETMASK_HOLES' && may.holes ? 'netmask-holes' : null
}

/** Asks in place, in words, and takes a yes. */
export function Confirmations({
  needed,
  networks,
  wideText,
  confirmed,
  onChange,
}: {
  needed: readonly NetworkConfirmation[]
  /** What is asked about. */
  networks: string
  wideText: (networks: string) => string
  confirmed: readonly NetworkConfirmation[]
  onChange: (confirmed: readonly NetworkConfirmation[]) => void
}) {
  const t = useTranslations('table')
  return needed.map((name) => (
    <Notice key={name} look="opens" role="alert">
      <p>{name === 'many-addresses' ? wideText(networks) : t('holesText', { networks })}</p>
      <Choice
        type="checkbox"
        label={t('confirm')}
        checked={confirmed.includes(name)}
        onChange={(event) =>
          onChange(event.target.checked ? [...confirmed, name] : confirmed.filter((each) => each !== name))
        }
      />
    </Notice>
  ))
}
