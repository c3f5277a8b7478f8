'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { ListOrFile } from '@/components/table/list-or-file'
import { useStaging } from '@/components/table/use-staging'
import { Button } from '@/components/ui/button'
import { type Assertion, planImport, readAssertionFile } from '@/lib/xmail/assertions'
import type { AssertionActions } from './assertions-page'
import { ImportPlan } from './import-plan'

export interface AssertionImportProps {
  /** Sentences that the server has. */
  known: readonly Assertion[]
  add: AssertionActions['add']
  onDone: () => void
}

/** Reads a file of sentences, shows what would come of it, and adds those that are new. */
export function AssertionImport({ known, add, onDone }: AssertionImportProps) {
  const t = useTranslations('assertions.exchange')
  const { send, fault, pending } = useStaging()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const read = useMemo(() => (wanted.trim() === '' ? null : readAssertionFile(wanted)), [wanted])
  const plan = read?.ok ? planImport(read.value.sentences, known) : null
  const fresh = plan?.fresh ?? []
  const submit = async () => {
    const sentences = fresh.map(({ assertion, note }) => ({ assertion, note }))
    if (await send(() => add(sentences))) onDone()
  }
  return (
    <div className="space-y-3">
      <ListOrFile label={t('text')} rows={6} accept=".json,application/json" text={text} onText={setText} />
      <div aria-live="polite" className="space-y-3 text-sm" data-testid="import-plan">
        {read && !read.ok && <FaultNotice fault={read.error} />}
        {read?.ok && plan && <ImportPlan fresh={plan.fresh} there={plan.there} wrong={read.value.wrong} />}
      </div>
      {fault && <FaultNotice fault={fault} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button look="primary" disabled={fresh.length === 0 || pending} onClick={submit}>
          {pending ? t('adding') : t('add', { count: fresh.length })}
        </Button>
      </div>
    </div>
  )
}
