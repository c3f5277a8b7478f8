'use client'

import { Pencil } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { ActionFault, ActionResult } from '@/lib/errors'

export interface RowNoteProps {
  note: string
  editable: boolean
  /** Names the row for screen readers. */
  label: string
  /** '' removes the note. */
  onSave: (text: string) => Promise<ActionResult<null>>
}

/** A row's note, changed in its place: Enter saves, Escape leaves it as it was, and an empty one is removed. */
export function RowNote({ note, editable, label, onSave }: RowNoteProps) {
  const t = useTranslations('table')
  const [open, setOpen] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    // The input is gone with the focus; it goes back to where it came from.
    if (wasOpen.current && !open) pencil.current?.focus()
    wasOpen.current = open
  }, [open])
  if (open) return <NoteInput note={note} label={label} onSave={onSave} onClose={() => setOpen(false)} />
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 text-xs text-ink-2">
      {note !== '' && <span className="min-w-0 [overflow-wrap:anywhere]">{note}</span>}
      {editable && (
        <Button
          ref={pencil}
          look="quiet"
          className="size-6 shrink-0 p-0 [&_svg]:size-3.5"
          onClick={() => setOpen(true)}
          aria-label={t('noteLabel', { name: label })}
          title={t('note')}
        >
          <Pencil aria-hidden />
        </Button>
      )}
    </span>
  )
}

interface NoteInputProps extends Pick<RowNoteProps, 'note' | 'label' | 'onSave'> {
  onClose: () => void
}

function NoteInput({ note, label, onSave, onClose }: NoteInputProps) {
  const t = useTranslations('table')
  const words = useFaultText()
  const router = useRouter()
  const [text, setText] = useState(note)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const save = () => {
    if (text.trim() === note.trim()) return onClose()
    start(async () => {
      const result = await callAction(() => onSave(text))
      if (!result.ok) return setFault(result.error)
      router.refresh()
      onClose()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a conversion of kana is not meant for the form.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') save()
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  return (
    <span className="flex w-full flex-wrap items-center gap-1">
      <Input
        autoFocus
        className="h-7 min-w-40 flex-1 text-xs"
        maxLength={300}
        value={text}
        readOnly={pending}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t('noteLabel', { name: label })}
        aria-invalid={fault !== null}
      />
      <Button size="sm" disabled={pending} onClick={save}>
        {t('noteSave')}
      </Button>
      <Button size="sm" look="quiet" disabled={pending} onClick={onClose}>
        {t('cancel')}
      </Button>
      <span role="alert" className="w-full text-xs text-broken empty:hidden">
        {fault && words(fault)}
      </span>
    </span>
  )
}
