'use client'

import type { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { useTranslations } from 'next-intl'
import { type Ref, useEffect, useEffectEvent, useId, useImperativeHandle, useRef } from 'react'
import { EDITOR_PHRASES } from './editor/editor-phrases'
import type { TextForm } from './editor/highlight-lines'
import { type LineNotes, showNotes } from './editor/line-notes'
import { goToLine, makeEditor, replaceText } from './editor/make-editor'

/** What a page does to its editor. */
export interface EditorHandle {
  getText: () => string
  setText: (text: string) => void
  goToLine: (line: number) => void
}

export interface CodeEditorProps {
  label: string
  /** The text to begin with; later ones come by `setText`, so that no keystroke is ever lost to a rendering. */
  text: string
  form: TextForm
  readOnly: boolean
  /** What stands beside the lines. */
  notes: LineNotes
  onText: (text: Text) => void
  /** The line of the cursor, from 0. */
  onLine: (line: number) => void
  ref: Ref<EditorHandle>
}

/** A text editor that knows XMail's lines. Of a long file only what is in sight is in the page. */
export function CodeEditor({ label, text, form, readOnly, notes, onText, onLine, ref }: CodeEditorProps) {
  const t = useTranslations('files')
  const hintId = useId()
  const parent = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const texted = useEffectEvent(onText)
  const moved = useEffectEvent(onLine)
  const make = useEffectEvent((element: HTMLElement) => {
    const phrases = Object.entries(EDITOR_PHRASES).map(([word, key]) => [word, t(`editor.${key}`)] as const)
    return makeEditor({
      parent: element,
      text: view.current?.state.doc.toString() ?? text,
      form,
      readOnly,
      label,
      describedBy: hintId,
      phrases: Object.fromEntries(phrases),
      onText: (all) => texted(all),
      onLine: (line) => moved(line),
    })
  })
  useEffect(() => {
    if (!parent.current) return
    const editor = make(parent.current)
    view.current = editor
    return () => editor.destroy()
  }, [])
  useEffect(() => {
    if (view.current) showNotes(view.current, notes)
  }, [notes])
  useImperativeHandle(ref, () => ({
    getText: () => view.current?.state.doc.toString() ?? text,
    setText: (next) => view.current && replaceText(view.current, next),
    goToLine: (line) => view.current && goToLine(view.current, line),
  }))
  return (
    <>
      <div ref={parent} className="overflow-hidden rounded-md border" data-testid="editor" />
      <p id={hintId} className="mt-1 text-2xs text-ink-3">
        {readOnly ? t('editor.hintReadOnly') : t('editor.hint')}
      </p>
    </>
  )
}
