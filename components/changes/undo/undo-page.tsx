'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { DiffLayoutChoice } from '@/components/diff/diff-layout-choice'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { Button } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { ActionFault } from '@/lib/errors'
import { useRevisionWords } from '../use-revision-words'
import type { ShownUndo, StageUndo, UndoChoice } from './shown-undo'
import { UndoneFile } from './undone-file'

export interface UndoPageProps {
  undo: ShownUndo
  /** Where this server’s pages are. */
  base: string
  stage: StageUndo
}

/** What taking a change back, or going back to a point in time, would do: before it is in the draft. */
export function UndoPage({ undo, base, stage }: UndoPageProps) {
  const t = useTranslations('undo')
  const words = useRevisionWords()
  const { goal, revision, files } = undo
  const { choices, choose } = useChoices(undo)
  const { fault, pending, send } = useStaging(undo, base, stage, choices)
  const isNothing = files.every(
    ({ fault: trouble, diff, conflicts }) => !trouble && !diff && conflicts.length === 0,
  )
  const mayAll = undo.mayEdit && files.every(({ may, fault: trouble }) => may || trouble)
  return (
    <div className="max-w-5xl">
      <PageHeading
        title={t(goal === 'undo' ? 'undoTitle' : 'restoreTitle')}
        aside={
          <HelpFor
            text={t(goal === 'undo' ? 'undoTitle' : 'restoreTitle')}
            helpKey={goal === 'undo' ? 'undo' : 'restore'}
          />
        }
        lead={t(goal === 'undo' ? 'undoLead' : 'restoreLead')}
        facts={
          <>
            <span>{words.title(revision)}</span>
            <span>{words.by(revision)}</span>
            <When ms={revision.startedAt} />
          </>
        }
      />
      {isNothing && <p className="mb-6 text-ink-2">{t(goal === 'undo' ? 'nothingLeft' : 'nothingSince')}</p>}
      {files.some(({ diff }) => diff) && <DiffLayoutChoice className="mb-4" />}
      {files.map((file) => (
        <UndoneFile
          key={file.path}
          file={file}
          choices={choices[file.path] ?? []}
          onChoose={(place, choice) => choose(file.path, place, choice)}
        />
      ))}
      {fault && <FaultNotice fault={fault} className="mb-4" />}
      {!isNothing && mayAll && (
        <>
          <Button look="primary" disabled={pending} onClick={send}>
            {t('toDraft')}
          </Button>
          <p className="mt-2 max-w-3xl text-xs text-ink-2">{t('toDraftHint')}</p>
        </>
      )}
      {!isNothing && !mayAll && <p className="text-sm text-ink-2">{t('mayNot')}</p>}
    </div>
  )
}

/** What stands now stays until somebody says otherwise. */
function useChoices({ files }: ShownUndo) {
  const [choices, setChoices] = useState<Record<string, UndoChoice[]>>(() =>
    Object.fromEntries(files.map(({ path, conflicts }) => [path, conflicts.map(() => 'leave' as const)])),
  )
  const choose = (path: string, place: number, choice: UndoChoice) =>
    setChoices((all) => ({ ...all, [path]: (all[path] ?? []).with(place, choice) }))
  return { choices, choose }
}

function useStaging(
  { files }: ShownUndo,
  base: string,
  stage: StageUndo,
  choices: Record<string, UndoChoice[]>,
) {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const seen = Object.fromEntries(files.map(({ path, digest }) => [path, digest]))
  const send = () =>
    start(async () => {
      const result = await callAction(() => stage({ seen, choices }))
      setFault(result.ok ? null : result.error)
      if (result.ok) router.push(`${base}/review`)
      else if (result.error.code === 'DRIFTED') router.refresh()
    })
  return { fault, pending, send }
}
