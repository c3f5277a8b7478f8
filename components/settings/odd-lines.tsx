'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { mergeInFileOrder } from '@/lib/xmail/tables/draft-rows'
import type { VariableRow } from '@/lib/xmail/variables'
import { OddForm } from './odd-form'
import { OddLine } from './odd-line'
import { StagingAnswer } from './staging-answer'
import { useStage } from './use-stage'
import type { VariableListProps } from './variable-section'

/** Lines that are no variable that XMail reads: unknown names, other capitals, lines that it ignores. All are kept. */
export function OddLines(props: Omit<VariableListProps, 'names'>) {
  const { table, editable } = props
  const t = useTranslations('settings')
  const staging = useStage(table.drafted, props.stage, props.discard)
  const { live, drafted, liveRows, draftedRows } = table
  const rows = mergeInFileOrder({ live, drafted, liveRows, draftedRows }).filter(({ row }) => isOdd(row))
  if (rows.length === 0 && !editable) return null
  return (
    <Section title={t('odd')} aside={<HelpFor text={t('odd')} helpKey="serverTabOdd" />} id="odd">
      <p className="mb-2 max-w-3xl text-sm text-ink-2">{t(rows.length > 0 ? 'oddLead' : 'oddNone')}</p>
      <StagingAnswer staging={staging} />
      {rows.length > 0 && (
        <ul className="divide-y rounded-md border">
          {rows.map((row) => (
            <OddLine key={row.key} row={row} staging={staging} {...props} />
          ))}
        </ul>
      )}
      {editable && <AddOdd {...props} />}
    </Section>
  )
}

function isOdd({ state, reason, definition }: VariableRow): boolean {
  if (definition !== null) return state === 'dead' && reason !== 'duplicate'
  // Blanks alone say nothing that anybody could miss.
  return reason !== 'only-blanks'
}

function AddOdd(props: Omit<VariableListProps, 'names'>) {
  const t = useTranslations('settings')
  const [open, setOpen] = useState(false)
  return (
    <div className="mt-3 max-w-3xl">
      {open ? (
        <OddForm {...props} changed={null} onClose={() => setOpen(false)} />
      ) : (
        <Button size="sm" onClick={() => setOpen(true)}>
          {t('addOdd')}
        </Button>
      )}
    </div>
  )
}
