'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import { type IpmapEdit, type IpmapPreset, rulesOfPreset } from '@/lib/xmail/tables'

interface PresetsProps {
  service: string
  stage: (edit: IpmapEdit) => Promise<ActionResult<null>>
}

/** Whole lists by one click: they go into the draft like any other edit, and replace the rows that are in force. */
export function Presets({ service, stage }: PresetsProps) {
  const t = useTranslations('access')
  const [network, setNetwork] = useState('')
  const { send, fault, pending } = useStaging()
  const use = (preset: IpmapPreset) =>
    send(async () => {
      const rules = rulesOfPreset(preset)
      return rules.ok ? stage({ op: 'set', rules: rules.value }) : rules
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
