'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { When } from '@/components/ui/when'
import type { Assertion } from '@/lib/xmail/assertions'
import { AssertionForm } from './assertion-form'
import type { AssertionActions } from './assertions-page'
import type { ShownAssertion } from './shown-assertion'
import { StatesView } from './states-view'
import { useSentence } from './use-sentence'

export interface AssertionRowProps {
  shown: ShownAssertion
  others: readonly Assertion[]
  base: string
  /** Null: whoever looks may only read. */
  actions: AssertionActions | null
}

/** One sentence: what it says, why, whether it is true, and by whom it was written. */
export function AssertionRow({ shown, others, base, actions }: AssertionRowProps) {
  const t = useTranslations('assertions')
  const sentence = useSentence()(shown.assertion)
  const [isChanging, setIsChanging] = useState(false)
  const close = () => setIsChanging(false)
  return (
    <li
      className="border-t py-3 [overflow-wrap:anywhere]"
      data-assertion={shown.id}
      data-live={shown.live.kind}
      data-draft={shown.draft.kind}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1">
          <h3 className="text-base font-semibold">{sentence}</h3>
          {shown.note && <p className="text-sm text-ink-2">{shown.note}</p>}
        </div>
        {actions && !isChanging && (
          <div className="flex gap-1">
            <Button
              size="sm"
              look="quiet"
              onClick={() => setIsChanging(true)}
              aria-label={t('changeThis', { sentence })}
            >
              <Pencil aria-hidden />
              {t('change')}
            </Button>
            <Remove sentence={sentence} remove={() => actions.remove(shown.id)} />
          </div>
        )}
      </div>
      <StatesView shown={shown} base={base} />
      {isChanging && actions ? (
        <div className="mt-3">
          <AssertionForm
            changed={shown}
            others={others}
            save={(changed) => actions.change(shown.id, changed)}
            close={close}
          />
        </div>
      ) : (
        <p className="mt-1.5 text-xs text-ink-2">
          {t('by', { name: shown.actorName })} <When ms={shown.updatedAt} />
        </p>
      )}
    </li>
  )
}

function Remove({
  sentence,
  remove,
}: {
  sentence: string
  remove: () => ReturnType<AssertionActions['remove']>
}) {
  const t = useTranslations('assertions')
  const [isAsking, setIsAsking] = useState(false)
  const { send, fault, pending } = useStaging()
  return (
    <>
      <Button
        size="sm"
        look="quiet"
        onClick={() => setIsAsking(true)}
        aria-label={t('removeThis', { sentence })}
      >
        <Trash2 aria-hidden />
        {t('remove')}
      </Button>
      <Dialog open={isAsking} onOpenChange={setIsAsking} title={t('removeSure')} description={sentence}>
        {fault && <FaultNotice fault={fault} className="mb-3" />}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={pending} onClick={() => send(remove)}>
            {t('removeYes')}
          </Button>
          <Button look="quiet" onClick={() => setIsAsking(false)}>
            {t('keep')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
