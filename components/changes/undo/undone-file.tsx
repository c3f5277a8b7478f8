'use client'

import { useTranslations } from 'next-intl'
import { DiffView } from '@/components/diff/diff-view'
import { FaultNotice } from '@/components/form/fault-notice'
import { Notice } from '@/components/ui/notice'
import { FileName, Section } from '@/components/ui/page'
import { ConflictView } from './conflict-view'
import type { ShownUndoneFile, UndoChoice } from './shown-undo'

interface UndoneFileProps {
  file: ShownUndoneFile
  choices: readonly UndoChoice[]
  onChoose: (place: number, choice: UndoChoice) => void
}

/** One file: what is in the way, what is asked, and what happens in any case. */
export function UndoneFile({ file, choices, onChoose }: UndoneFileProps) {
  const t = useTranslations('undo')
  const { path, fault, diff, conflicts } = file
  return (
    <Section title={<FileName>{path}</FileName>}>
      <div className="space-y-4" data-file={path}>
        {fault && <FaultNotice fault={fault} />}
        {file.changedOutside && (
          <Notice look="opens" title={t('outsideTitle')}>
            <p>{t('outside')}</p>
          </Notice>
        )}
        {file.drafted && <p className="text-sm text-ink-2">{t('drafted')}</p>}
        {conflicts.length > 0 && (
          <Notice look="opens" title={t('conflicts', { count: conflicts.length })}>
            <p>{t('conflictsLead')}</p>
          </Notice>
        )}
        {conflicts.map((conflict, place) => (
          <ConflictView
            key={conflict.line}
            conflict={conflict}
            secret={file.secret}
            name={`${path}-${place}`}
            choice={choices[place] ?? 'leave'}
            onChoose={(choice) => onChoose(place, choice)}
          />
        ))}
        {diff && (
          <div>
            {conflicts.length > 0 && <p className="mb-1.5 text-sm text-ink-2">{t('inAnyCase')}</p>}
            <DiffView file={diff} />
          </div>
        )}
        {!fault && !diff && conflicts.length === 0 && (
          <p className="text-sm text-ink-2">{t('nothingInFile')}</p>
        )}
      </div>
    </Section>
  )
}
