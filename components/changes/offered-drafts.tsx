'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { useSend } from './hand-over'

export interface OfferedDraft {
  /** Id and name of the person whose draft it is. */
  readonly from: string
  /** Null: the person has left. */
  readonly fromName: string | null
  readonly name: string | null
  readonly count: number
  readonly version: number
}

interface OfferedDraftsProps {
  offers: readonly OfferedDraft[]
  acceptDraft: (input: { from: string; version: number }) => Promise<ActionResult<null>>
  declineDraft: (from: string) => Promise<ActionResult<null>>
}

/** Drafts that other people hand over, each to be accepted or declined. */
export function OfferedDrafts({ offers, acceptDraft, declineDraft }: OfferedDraftsProps) {
  const t = useTranslations('handOver')
  const { send, pending, fault } = useSend()
  return (
    <>
      {offers.map(({ from, fromName, name, count, version }) => (
        <Notice
          key={from}
          title={fromName === null ? t('offerTitleLeft') : t('offerTitle', { name: fromName })}
          className="mb-6 max-w-3xl"
        >
          <p>
            {name === null ? t('offerText', { count }) : t('offerNamed', { title: name, count })}{' '}
            {t('offerOwn')}
          </p>
          <div className="flex flex-wrap gap-2 pt-1">
            <Button size="sm" disabled={pending} onClick={() => send(() => acceptDraft({ from, version }))}>
              {t('accept')}
            </Button>
            <Button size="sm" look="quiet" disabled={pending} onClick={() => send(() => declineDraft(from))}>
              {t('decline')}
            </Button>
          </div>
        </Notice>
      ))}
      {fault && <FaultNotice fault={fault} className="mb-6" />}
    </>
  )
}
