'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import type { ActionFault, ActionResult } from '@/lib/errors'

export interface HandOverProps {
  /** What the draft is called, and the id of the person that it is offered to. */
  own: { readonly name: string | null; readonly offeredTo: string | null }
  people: readonly { readonly id: string; readonly name: string }[]
  nameDraft: (name: string) => Promise<ActionResult<null>>
  handDraftOver: (to: string | null) => Promise<ActionResult<null>>
}

/** Names one's own draft, and offers it to another person. */
export function HandOver({ own, people, nameDraft, handDraftOver }: HandOverProps) {
  const t = useTranslations('handOver')
  const { send, pending, fault, done } = useSend()
  const [name, setName] = useState(own.name ?? '')
  const [to, setTo] = useState('')
  const taker = people.find(({ id }) => id === own.offeredTo)
  return (
    <Section title={t('title')} aside={<HelpFor text={t('title')} helpKey="handOver" />} id="hand-over">
      <fieldset disabled={pending} className="max-w-xl min-w-0 space-y-4">
        <form
          className="flex flex-wrap items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            send(() => nameDraft(name))
          }}
        >
          <Field label={t('name')} hint={t('nameHint')} className="flex-1 basis-60">
            {(control) => (
              <Input {...control} value={name} maxLength={100} onChange={(e) => setName(e.target.value)} />
            )}
          </Field>
          <Button type="submit" className="mt-7">
            {t('saveName')}
          </Button>
        </form>
        {own.offeredTo !== null ? (
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <p>{t('offered', { name: taker?.name ?? '' })}</p>
            <Button size="sm" onClick={() => send(() => handDraftOver(null))}>
              {t('withdraw')}
            </Button>
          </div>
        ) : people.length === 0 ? (
          <p className="text-sm text-ink-2">{t('nobody')}</p>
        ) : (
          <div className="flex flex-wrap items-start gap-2">
            <Field label={t('to')} hint={t('toHint')} className="flex-1 basis-60">
              {(control) => (
                <Select {...control} value={to} onChange={(event) => setTo(event.target.value)}>
                  <option value="">{t('choose')}</option>
                  {people.map((person) => (
                    <option key={person.id} value={person.id}>
                      {person.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Button className="mt-7" disabled={to === ''} onClick={() => send(() => handDraftOver(to))}>
              {t('offer')}
            </Button>
          </div>
        )}
        {fault && <FaultNotice fault={fault} />}
        <p role="status" className="text-sm text-ink-2 empty:hidden">
          {done ? t('saved') : ''}
        </p>
      </fieldset>
    </Section>
  )
}

/** Sends an action and shows the page as it is then. */
export function useSend() {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [done, setDone] = useState(false)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      setDone(false)
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      setDone(result.ok)
      router.refresh()
    })
  return { send, pending, fault, done }
}
