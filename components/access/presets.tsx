'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionFault, ActionResult } from '@/lib/errors'

/** The three lists of the administrators' guide. `only` takes the network that may connect. */
export type Preset = { kind: 'everyone' } | { kind: 'nobody' } | { kind: 'only'; network: string }

/** Whole lists by one click: they go into the draft like any other edit, and replace the rows that are in force. */
export function Presets({
  service,
  preset,
}: {
  service: string
  preset: (preset: Preset) => Promise<ActionResult<null>>
}) {
  const t = useTranslations('access')
  const router = useRouter()
  const [network, setNetwork] = useState('')
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const use = (chosen: Preset) =>
    start(async () => {
      const result = await callAction(() => preset(chosen))
      setFault(result.ok ? null : result.error)
      router.refresh()
    })
  return (
    <div className="space-y-3">
      <p className="text-sm text-ink-2">{t('presetsLead')}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Button onClick={() => use({ kind: 'nobody' })} disabled={pending}>
          {t('presetNobody', { service })}
        </Button>
        <Button onClick={() => use({ kind: 'everyone' })} disabled={pending}>
          {t('presetEveryone', { service })}
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('presetNetwork')} className="w-64">
          {(control) => (
            <Input
              {...control}
              className="mono"
              placeholder="192.168.0.0/24"
              spellCheck={false}
              value={network}
              onChange={(event) => setNetwork(event.target.value)}
            />
          )}
        </Field>
        <Button onClick={() => use({ kind: 'only', network })} disabled={pending || network.trim() === ''}>
          {t('presetOnly')}
        </Button>
      </div>
      {fault && <FaultNotice fault={fault} />}
    </div>
  )
}
