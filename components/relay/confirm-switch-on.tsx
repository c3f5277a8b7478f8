'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { useAddresses } from '@/components/table/reach'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { type ActionFault, type ActionResult, fault as makeFault } from '@/lib/errors'
import type { Confirmation, MayConfirm, RelayRow } from '@/lib/xmail/tables'
import { networkOf } from './find-last-edit'

interface ConfirmSwitchOnProps {
  row: RelayRow
  may: MayConfirm
  enable: (confirmed: Confirmation[]) => Promise<ActionResult<null>>
  close: () => void
}

/** A row that opens the server wide is switched on by typing its network, as it would be added. */
export function ConfirmSwitchOn({ row, may, enable, close }: ConfirmSwitchOnProps) {
  const t = useTranslations('relay')
  const addresses = useAddresses()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const network = networkOf(row)
  const confirmed = confirmationsOf(row)
  const isAllowed = confirmed.every((each) => (each === 'open-relay' ? may.wide : may.holes))
  const submit = () =>
    start(async () => {
      const result = await callAction(() => enable(confirmed))
      if (!result.ok) return setFault(result.error)
      close()
      router.refresh()
    })
  const size = row.size && { v4: row.size.v4, v6: row.size.v4 > 0 ? 0n : row.size.v6 }
  if (!isAllowed) {
    return (
      <div className="space-y-2">
        <FaultNotice fault={makeFault('CONFIRMATION_NEEDED')} />
        <Button size="sm" look="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === network) submit()
      }}
    >
      <Notice look="opens" title={t('openRelayTitle')} role="alert">
        {size && <p>{t('openRelayText', { networks: network, addresses: addresses(size) })}</p>}
        <Field label={t('openRelayField', { network })} className="max-w-xs">
          {(control) => (
            <Input
              {...control}
              autoFocus
              className="mono"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap gap-2 pt-1">
          <Button type="submit" size="sm" look="opens" disabled={pending || typed.trim() !== network}>
            {t('switchOn')}
          </Button>
          <Button size="sm" look="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </Notice>
    </form>
  )
}

function confirmationsOf({ marks }: RelayRow): Confirmation[] {
  const isWide = marks.includes('wide') || marks.includes('matches-everything')
  return [
    ...(isWide ? (['open-relay'] as const) : []),
    ...(marks.includes('netmask-holes') ? (['netmask-holes'] as const) : []),
  ]
}
