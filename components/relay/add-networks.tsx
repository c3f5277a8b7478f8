'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { FaultNotice } from '@/components/form/fault-notice'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import type { ActionResult } from '@/lib/errors'
import {
  type MayConfirm,
  type RelayRequest,
  type RelayRow,
  readRelayRequest,
  relayRequestSchema,
} from '@/lib/xmail/tables'
import { ConfirmHoles, ConfirmWide } from './confirmations'
import { Problem, Problems } from './problems'
import { Understood } from './understood'

export interface AddNetworksProps {
  rows: readonly RelayRow[]
  mayConfirm: MayConfirm
  add: (request: RelayRequest) => Promise<ActionResult<null>>
  /** What another part of the page puts into the field. */
  text: string
  onText: (text: string) => void
}

const EMPTY = { text: '', typed: '', holesMeant: false }
const MAX_ROWS = 8

/** One field that takes anything, shows at once what it understood, and puts it into the draft on Enter. */
export function AddNetworks({ rows, mayConfirm, add, text, onText }: AddNetworksProps) {
  const t = useTranslations('relay')
  const help = useHelp()
  const router = useRouter()
  const form = useForm({ resolver: zodResolver(relayRequestSchema), defaultValues: EMPTY })
  const { submit, pending, fault } = useActionForm(form, add, () => {
    form.reset(EMPTY)
    onText('')
    router.refresh()
  })
  useEffect(() => {
    if (text) form.setValue('text', text)
  }, [text, form])
  const values = form.watch()
  const { errors } = form.formState
  const request = useDeferredValue(JSON.stringify(values))
  const reading = useMemo(
    () => readRelayRequest(rows, relayRequestSchema.parse(JSON.parse(request)), mayConfirm),
    [request, rows, mayConfirm],
  )
  const single = reading.lines.length === 1 ? (reading.problems[0] ?? null) : null
  const dropProblems = () => {
    const bad = new Set(reading.problems.map((line) => line.line))
    const kept = values.text.split(/\r\n|\r|\n/).filter((_, i) => !bad.has(i + 1))
    form.setValue('text', kept.join('\n'))
  }
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-3xl">
      <fieldset disabled={pending} className="space-y-2.5">
        <Field
          label={t('addLabel')}
          {...help('relayNetworkField', t('addLabel'))}
          hint={t('addHint')}
          error={
            single ? (
              <Problem line={single} onFix={(fixed) => form.setValue('text', fixed)} />
            ) : (
              errors.text?.message
            )
          }
        >
          {(control) => (
            <Textarea
              {...control}
              rows={Math.min(MAX_ROWS, 1 + (values.text.match(/\n/g)?.length ?? 0))}
              className="mono"
              placeholder={t('addPlaceholder')}
              spellCheck={false}
              autoCapitalize="none"
              autoComplete="off"
              onKeyDown={(event) => {
                // Enter on a single line adds, as people expect of one field; in a list it begins the next line.
                const adds =
                  event.key === 'Enter' &&
                  (event.ctrlKey || event.metaKey || (!values.text.includes('\n') && !event.shiftKey))
                if (!adds || event.nativeEvent.isComposing) return
                event.preventDefault()
                if (reading.edit) submit()
              }}
              {...form.register('text')}
            />
          )}
        </Field>
        {!single && <Problems problems={reading.problems} onDrop={dropProblems} />}
        {reading.wide.length > 0 && (
          <ConfirmWide
            networks={reading.wide}
            register={form.register('typed')}
            error={errors.typed?.message}
          />
        )}
        {reading.holes[0] && (
          <ConfirmHoles
            network={reading.holes[0]}
            register={form.register('holesMeant')}
            error={errors.holesMeant?.message}
          />
        )}
        {fault && <FaultNotice fault={fault} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" disabled={!reading.edit}>
            {pending ? t('adding') : t('add')}
          </Button>
          <Understood networks={reading.networks} />
        </div>
      </fieldset>
    </form>
  )
}
