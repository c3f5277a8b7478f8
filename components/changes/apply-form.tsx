'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { OverrideFields } from '@/components/assertions/override-fields'
import type { ReviewedSentences } from '@/components/assertions/shown-assertion'
import { useOverride } from '@/components/assertions/use-override'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { useActionForm } from '@/components/form/use-action-form'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { When } from '@/components/ui/when'
import type { ActionResult, ErrorCode } from '@/lib/errors'
import type { ShownReview } from './shown-review'

const reasonSchema = z.object({ reason: z.string().trim().max(500) })

/** What is applied: the very review that the person has seen. */
export interface ApplyInput {
  reason: string
  version: number
  base: Readonly<Record<string, string | null>>
  /** Pins the new certificate for this console’s own connection, with the change. */
  pinsNew?: boolean
  /** Ids of the sentences that it may leave untrue, and why. */
  override?: { reason: string; assertions: string[] }
}

export interface ApplyFormProps {
  review: ShownReview
  base: ApplyInput['base']
  sentences: ReviewedSentences | null
  apply: (input: ApplyInput) => Promise<ActionResult<{ revisionId: string }>>
}

/** What was reviewed is no longer what would be applied. */
const LOOK_AGAIN: ReadonlySet<ErrorCode> = new Set(['DRIFTED', 'DRAFT_CHANGED', 'ASSERTIONS_BROKEN'])

export function ApplyForm({ review, base, sentences, apply }: ApplyFormProps) {
  const t = useTranslations('review')
  const tls = useTranslations('tls')
  const help = useHelp()
  const router = useRouter()
  const [pinsNew, setPinsNew] = useState(false)
  const { isBlocked, override, ...asked } = useOverride(sentences)
  const blockedId = useId()
  const offersPin = review.mayPin && review.wayIn.troubles.some(({ kind }) => kind === 'untrusted')
  const form = useForm({ resolver: zodResolver(reasonSchema), defaultValues: { reason: '' } })
  const { submit, pending, fault } = useActionForm(
    form,
    ({ reason }) =>
      apply({
        ...{ reason, base, version: review.draftVersion, pinsNew: offersPin && pinsNew },
        ...(override && { override }),
      }),
    ({ revisionId }) => router.push(`history/${revisionId}`),
  )
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={pending} className="space-y-3">
        <p className="max-w-3xl text-sm text-ink-2">
          {t('steps')} {review.atomicReplace ? t('atomic') : t('notAtomic')}{' '}
          {review.probes && `${t('tries')} `}
          {review.confirmSeconds > 0 && t('waits', { seconds: review.confirmSeconds })}
        </p>
        <Field
          label={t('reason')}
          {...help('relayReason', t('reason'))}
          hint={t('reasonHint')}
          className="max-w-xl"
        >
          {(control) => <Input {...control} maxLength={500} {...form.register('reason')} />}
        </Field>
        {offersPin && (
          <Choice
            type="checkbox"
            label={tls('pinNew')}
            hint={tls('pinNewHint')}
            checked={pinsNew}
            onChange={(event) => setPinsNew(event.target.checked)}
          />
        )}
        {asked.count > 0 && (
          <OverrideFields
            id={blockedId}
            count={asked.count}
            mayOverride={asked.mayOverride}
            value={asked.value}
            onChange={asked.setValue}
          />
        )}
        {fault && (
          <FaultNotice fault={fault}>
            {LOOK_AGAIN.has(fault.code) && (
              <p className="flex items-center gap-1">
                <Button size="sm" onClick={() => router.refresh()}>
                  {t('reviewAgain')}
                </Button>
                <HelpFor text={t('reviewAgain')} helpKey="drift" />
              </p>
            )}
          </FaultNotice>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            look="primary"
            disabled={isBlocked}
            aria-describedby={isBlocked ? blockedId : undefined}
          >
            {pending ? t('applying') : t('apply')}
          </Button>
          <span className="text-xs text-ink-2">
            {t.rich('readAt', { when: () => <When ms={review.takenAt} /> })}
          </span>
        </div>
      </fieldset>
    </form>
  )
}
