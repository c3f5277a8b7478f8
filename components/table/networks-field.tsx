'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import type { RequestedLine } from '@/lib/xmail/tables'
import { ListTextarea } from './list-textarea'
import { Problem, Problems } from './problems'

export interface NetworksFieldProps {
  label: string
  placeholder: string
  text: string
  problems: readonly RequestedLine[]
  /** How many lines were understood in all, right or wrong. */
  lineCount: number
  /** What the server said of the text, where it saw more than the browser. */
  serverError: string | undefined
  /** What ties the text to its form: of react-hook-form's `register`, or value and onChange. */
  register: Pick<ComponentProps<'textarea'>, 'name' | 'value' | 'onChange' | 'onBlur' | 'ref'>
  onText: (text: string) => void
  /** Instead of the hint for any number of networks. */
  hint?: string
  /** Enter on a single line, Ctrl+Enter anywhere. */
  onSubmit: () => void
}

const MAX_ROWS = 8

/** One field that takes networks in any form, one or many, and says at each line what is wrong with it. */
export function NetworksField(props: NetworksFieldProps) {
  const { label, placeholder, text, problems, lineCount, serverError, register, onText, onSubmit } = props
  const t = useTranslations('relay')
  const help = useHelp()
  const single = lineCount === 1 ? problems[0] : undefined
  const dropProblems = () => {
    const bad = new Set(problems.map((line) => line.line))
    const kept = text.split(/\r\n|\r|\n/).filter((_, i) => !bad.has(i + 1))
    onText(kept.join('\n'))
  }
  return (
    <>
      <Field
        label={label}
        {...help('relayNetworkField', label)}
        hint={props.hint ?? t('addHint')}
        error={single ? <Problem line={single} onFix={onText} /> : serverError}
      >
        {(control) => (
          <ListTextarea
            {...control}
            rows={Math.min(MAX_ROWS, 1 + (text.match(/\n/g)?.length ?? 0))}
            className="mono"
            placeholder={placeholder}
            text={text}
            onText={onText}
            onSubmit={onSubmit}
            register={register}
          />
        )}
      </Field>
      {!single && <Problems problems={problems} onDrop={dropProblems} />}
    </>
  )
}
