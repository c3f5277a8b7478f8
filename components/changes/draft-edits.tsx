'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Section } from '@/components/ui/page'
import type { ActionFault, ActionResult } from '@/lib/errors'
import { useEditWords } from './edit-words/use-edit-words'
import type { ReviewPageProps } from './review-page'
import type { ShownEdit } from './shown-review'

interface DraftEditsProps extends Pick<ReviewPageProps, 'discard' | 'discardAll'> {
  edits: readonly ShownEdit[]
  version: number
}

/** The edits of a draft, each to be taken back singly, or all at once. */
export function DraftEdits({ edits, version, discard, discardAll }: DraftEditsProps) {
  const t = useTranslations('review')
  const common = useTranslations('common')
  const router = useRouter()
  const words = useFaultText()
  const inWords = useEditWords()
  const [asking, setAsking] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      setAsking(false)
      router.refresh()
    })
  return (
    <Section title={t('edits')} id="edits">
      {fault && <FaultNotice fault={fault} className="mb-2" />}
      <ul className="divide-y rounded-md border">
        {edits.map((shown, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the draft is what names an edit
          <li key={i} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
            <span className="min-w-0 text-sm break-words">
              {inWords(shown)}
              {shown.fault && <span className="block text-broken">{words(shown.fault)}</span>}
            </span>
            <Button size="sm" disabled={pending} onClick={() => send(() => discard({ version, edit: i }))}>
              {t('discardOne')}
            </Button>
          </li>
        ))}
      </ul>
      <Button size="sm" look="quiet" className="mt-2" disabled={pending} onClick={() => setAsking(true)}>
        {t('discardAll')}
      </Button>
      <Dialog open={asking} onOpenChange={setAsking} title={t('discardAllSure')}>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
          <Button look="broken" disabled={pending} onClick={() => send(discardAll)}>
            {t('discardAll')}
          </Button>
        </div>
      </Dialog>
    </Section>
  )
}
