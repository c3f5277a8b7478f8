'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { TableIntro } from '@/components/table/table-intro'
import { Notice } from '@/components/ui/notice'
import type { ActionResult, Fault } from '@/lib/errors'
import type { TakesEffect, WhenMissing } from '@/lib/xmail/catalog'
import type { Edit } from '@/lib/xmail/tables'
import { CodeEditor, type EditorHandle } from './code-editor'
import { CurrentLine } from './current-line'
import type { LineNotes } from './editor/line-notes'
import { formPageOf } from './form-pages'
import { LeaveGuard } from './leave-guard'
import { textOf } from './make-text-edit'
import { StageBar } from './stage-bar'
import { TroubleList } from './trouble-list'
import { useFileWords } from './use-file-words'
import { useGoToAim } from './use-go-to-aim'
import { useLineWords } from './use-line-words'
import { useTextDraft } from './use-text-draft'

export interface FileEditorPageProps {
  /** Of the server's pages, without a slash at its end. */
  base: string
  path: string
  /** The file as a byte string; '' where there is none. */
  text: string
  present: boolean
  notEditable: Fault | null
  /** `indexed`: it is shown, and changed by CTRL verbs. */
  refusal: 'indexed' | null
  mayCreate: boolean
  /** The draft's edits of this file. */
  edits: readonly Edit[]
  takenAt: number
  mayControl: boolean
  takesEffect: TakesEffect
  whenMissing: WhenMissing
  /** Its path in the catalog, which may be a pattern. */
  known: string
  stage: (edit: Edit) => Promise<ActionResult<null>>
}

/** One file as text, with what XMail makes of each line beside it. Nothing is kept before it is put into the draft. */
export function FileEditorPage(props: FileEditorPageProps) {
  const { base, path, text, present, notEditable, refusal, mayCreate, edits, mayControl } = props
  const t = useTranslations('files')
  const words = useFileWords()
  const lineWords = useLineWords()
  const editor = useRef<EditorHandle>(null)
  const [line, setLine] = useState(0)
  const draft = useTextDraft({ path, text, edits, editor })
  const { read, readings, change } = draft
  useGoToAim({ path, live: draft.live, drafted: draft.base, goToLine: (at) => editor.current?.goToLine(at) })
  const troubleAt = useMemo(() => new Map(change.troubles.map((each) => [each.line, each.fault])), [change])
  const noteOf = (at: number) => {
    const reading = readings[at]
    return reading ? lineWords(reading, read, troubleAt.get(at)) : null
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words come with a new page, new notes with a new reading
  const notes = useMemo<LineNotes>(() => ({ count: readings.length, noteOf }), [readings, troubleAt])
  const editable = mayControl && !notEditable && !refusal && (present || mayCreate)
  const formPage = formPageOf(path)
  return (
    <>
      <TableIntro
        title={path}
        helpKey="textEditor"
        lead={words.about(props.known)}
        files={[]}
        takesEffect={words.takesEffect(props.takesEffect)}
        takenAt={props.takenAt}
        notEditable={notEditable}
        stale={draft.stale}
        reviewHref={`${base}/review`}
      />
      <div className="mb-4 space-y-3">
        {refusal && <Notice title={t('refusedTitle')}>{words.refusal(refusal)}</Notice>}
        {!mayControl && !refusal && <Notice>{t('roleOnlyReads')}</Notice>}
        {!present && <Notice>{absence(t, words.whenMissing(props.whenMissing), editable)}</Notice>}
        {formPage && (
          <p className="text-sm">
            {t.rich('hasForm', {
              link: (chunks) => (
                <Link href={`${base}/${formPage}`} className="underline">
                  {chunks}
                </Link>
              ),
            })}
          </p>
        )}
      </div>
      <CodeEditor
        ref={editor}
        label={t('editorLabel', { file: path })}
        text={textOf(draft.base)}
        form={draft.base}
        readOnly={!editable}
        notes={notes}
        onText={draft.onText}
        onLine={setLine}
      />
      <CurrentLine
        line={line}
        note={noteOf(line)}
        linesInReading={draft.isReading ? draft.base.lines.length : null}
      />
      <TroubleList troubles={change.troubles} onGo={(at) => editor.current?.goToLine(at)} />
      {editable && <StageBar draft={draft} stage={props.stage} onGo={(at) => editor.current?.goToLine(at)} />}
      <LeaveGuard wouldLose={() => editable && editor.current?.getText() !== textOf(draft.base)} />
    </>
  )
}

function absence(t: ReturnType<typeof useTranslations<'files'>>, meaning: string, editable: boolean): string {
  return `${t('absent')} ${meaning}${editable ? ` ${t('absentMayCreate')}` : ''}`
}
