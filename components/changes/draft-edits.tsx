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
import type { Edit } from '@/lib/xmail/tables'
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
  const inWords = useEditText()
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

/** An edit in words. */
function useEditText(): (shown: ShownEdit) => string {
  const t = useTranslations('review')
  return ({ edit, count }) => {
    if (edit.table === 'smtprelay') return relayText(t, edit, count)
    if (edit.table === 'ipmap') return accessText(t, edit)
    // Tables without words of their own yet.
    const other: Pick<Edit, 'path' | 'op'> = edit
    return t('editOther', { file: other.path, op: other.op })
  }
}

type Words = ReturnType<typeof useTranslations<'review'>>

function relayText(t: Words, edit: Extract<Edit, { table: 'smtprelay' }>, count: number): string {
  if (edit.op === 'remove')
    return t('editRelayRemove', { count: edit.rows.length, lines: shownLines(edit.rows) })
  if (edit.op === 'replace') return t('editRelayReplace', { line: edit.row.line + 1, network: edit.network })
  const networks = edit.networks.join(', ')
  return count > edit.networks.length
    ? t('editRelayAddMany', { count, networks })
    : t('editRelayAdd', { networks })
}

const MAX_RULES_NAMED = 3

function accessText(t: Words, edit: Extract<Edit, { table: 'ipmap' }>): string {
  const file = edit.path
  if (edit.op === 'remove') return t('editAccessRemove', { file, lines: shownLines(edit.rows) })
  if (edit.op === 'move' || edit.op === 'replace')
    return t('editAccessMove', { file, lines: shownLines([edit.row]) })
  if (edit.op === 'set') return t('editAccessSet', { file, count: edit.rules.length })
  const networks = edit.rules
    .slice(0, MAX_RULES_NAMED)
    .map((rule) => rule.network)
    .join(', ')
  const permission = edit.rules[0]?.permission ?? ''
  const more = edit.rules.length - MAX_RULES_NAMED
  return more > 0
    ? t('editAccessAddMany', { file, permission, networks, count: more })
    : t('editAccessAdd', { file, permission, networks })
}

const MAX_LINES_NAMED = 3

/** What stood in the lines, without quotes and TABs. */
function shownLines(rows: readonly { was: string }[]): string {
  const named = rows
    .slice(0, MAX_LINES_NAMED)
    .map(({ was }) => was.replaceAll('"', '').replaceAll('\t', ' ').slice(0, 60))
  return [...named, ...(rows.length > MAX_LINES_NAMED ? ['…'] : [])].join(', ')
}
