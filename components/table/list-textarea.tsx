'use client'

import { useTranslations } from 'next-intl'
import type { ClipboardEvent, ComponentProps, KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/input'
import { firstLinesOf, isLongList } from './long-list'

export interface ListTextareaProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  text: string
  onText: (text: string) => void
  /** Enter on a single line, Ctrl+Enter anywhere. Left out: Enter begins the next line. */
  onSubmit?: () => void
  /** What ties the text to a form of react-hook-form. Left out: `text` and `onText` alone. */
  register?: Pick<ComponentProps<'textarea'>, 'name' | 'value' | 'onChange' | 'onBlur' | 'ref'>
}

/**
 * A field for a list, one entry a line. A browser stands still for seconds while it lays out 100,000 lines, so of a long
 * list, pasted or read from a file, only the first lines are shown; all of them count.
 */
export function ListTextarea({ text, onText, onSubmit, register, ...props }: ListTextareaProps) {
  const t = useTranslations('table')
  const look = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off', ...props }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter on a single line adds, as people expect of one field; in a list it begins the next line.
    const adds =
      event.key === 'Enter' && (event.ctrlKey || event.metaKey || (!text.includes('\n') && !event.shiftKey))
    if (!onSubmit || !adds || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSubmit()
  }
  if (!isLongList(text))
    return (
      <Textarea
        key="whole"
        {...look}
        onKeyDown={onKeyDown}
        onPaste={(event) => takeLong(event, onText)}
        {...(register ?? { value: text, onChange: (event) => onText(event.target.value) })}
      />
    )
  const { shown, count } = firstLinesOf(text)
  return (
    <>
      <Textarea key="first-lines" {...look} onKeyDown={onKeyDown} readOnly value={shown} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" data-testid="long-list">
        {t('longList', { count })}
        <Button size="sm" onClick={() => onText('')}>
          {t('longListEmpty')}
        </Button>
      </p>
    </>
  )
}

/** Takes what is pasted without the field, where that would make a long list of it. */
function takeLong(event: ClipboardEvent<HTMLTextAreaElement>, onText: (text: string) => void): void {
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const pasted = event.clipboardData.getData('text/plain')
  const text = value.slice(0, selectionStart) + pasted + value.slice(selectionEnd)
  if (!isLongList(text)) return
  event.preventDefault()
  onText(text)
}
