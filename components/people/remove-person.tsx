'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import type { ActionFault, ActionResult } from '@/lib/errors'
import type { DraftChoices } from '@/lib/people/people-schema'

/** A draft that somebody has not applied, and who could be given it. */
export interface OpenDraft {
  readonly server: string
  readonly serverName: string
  readonly name: string | null
  readonly takers: readonly { readonly id: string; readonly name: string }[]
}

export interface RemovePersonProps {
  name: string
  drafts: readonly OpenDraft[]
  remove: (drafts: DraftChoices) => Promise<ActionResult<null>>
}

const THROW_AWAY = 'throw-away'

/** Removes a person after asking, and asks what becomes of each open draft. */
export function RemovePerson({ name, drafts, remove }: RemovePersonProps) {
  const t = useTranslations('people')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({})
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const confirm = () =>
    start(async () => {
      const decided = drafts.map(({ server }) => ({
        server,
        to: choices[server] === THROW_AWAY ? null : (choices[server] ?? ''),
      }))
      const result = await callAction(() => remove(decided))
      if (result.ok) window.location.assign('/people')
      else setFault(result.error)
    })
  const isDecided = drafts.every(({ server }) => choices[server])
  return (
    <>
      <p className="mb-3 max-w-xl text-sm text-ink-2">{t('removeLead')}</p>
      <Button look="broken" onClick={() => setOpen(true)}>
        {t('remove')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('removeConfirm', { name })}
        description={t('removeLead')}
      >
        {drafts.length > 0 && (
          <div className="mb-4 space-y-3">
            <p className="text-sm font-medium">{t('drafts')}</p>
            {drafts.map((draft) => (
              <DraftChoice
                key={draft.server}
                draft={draft}
                value={choices[draft.server] ?? ''}
                onChange={(value) => setChoices({ ...choices, [draft.server]: value })}
              />
            ))}
          </div>
        )}
        {fault && <FaultNotice fault={fault} className="mb-3" />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
          <Button look="broken" onClick={confirm} disabled={pending || !isDecided}>
            {common('remove')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function DraftChoice({
  draft: { serverName: server, name, takers },
  value,
  onChange,
}: {
  draft: OpenDraft
  value: string
  onChange: (value: string) => void
}) {
  const t = useTranslations('people')
  return (
    <Field label={name === null ? t('draftOn', { server }) : t('draftOnNamed', { server, name })}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('choose')}</option>
          {takers.map((taker) => (
            <option key={taker.id} value={taker.id}>
              {t('handTo', { name: taker.name })}
            </option>
          ))}
          <option value={THROW_AWAY}>{t('throwAway')}</option>
        </Select>
      )}
    </Field>
  )
}
