'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useDeferredValue, useState } from 'react'
import { FaultNotice } from '@/components/form/fault-notice'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Checking } from '@/components/table/checking'
import { ListTextarea } from '@/components/table/list-textarea'
import { useStaging } from '@/components/table/use-staging'
import { useUnderstanding } from '@/components/table/use-understanding'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit, SpamAddressRow } from '@/lib/xmail/tables'
import { NO_PATTERNS, understandPatterns } from './understand-patterns'

export interface AddPatternsProps {
  /** With the draft. */
  rows: readonly SpamAddressRow[]
  mayConfirmAll: boolean
  stage: (edit: Edit) => Promise<ActionResult<null>>
}

const MAX_ROWS = 8

/** One pattern a line; what would match nobody is said at once, with what is probably meant. */
export function AddPatterns({ rows, mayConfirmAll, stage }: AddPatternsProps) {
  const t = useTranslations('spam')
  const common = useTranslations('table')
  const help = useHelp()
  const words = useFaultText()
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [allMeant, setAllMeant] = useState(false)
  const { send, fault, pending } = useStaging()
  const wanted = useDeferredValue(text)
  const begin = useCallback(
    () => understandPatterns(rows, wanted, mayConfirmAll),
    [rows, wanted, mayConfirmAll],
  )
  const { answer, progress } = useUnderstanding(wanted, begin, 1)
  const { patterns, problems, asksAll } = answer ?? NO_PATTERNS
  const ready = patterns.length > 0 && problems.length === 0 && (!asksAll || allMeant)
  const submit = async () => {
    const edit: Edit = {
      table: 'spam-address',
      path: mailRootPath('spam-address.tab'),
      op: 'add',
      patterns: patterns.map((pattern) => ({ pattern, note })),
      before: null,
      confirmed: asksAll ? ['everybody'] : [],
    }
    if (!ready || !(await send(() => stage(edit)))) return
    setText('')
    setNote('')
    setAllMeant(false)
  }
  return (
    <form
      noValidate
      className="mb-6 max-w-3xl"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset disabled={pending} className="space-y-2.5">
        <Field
          label={t('sendersAdd')}
          {...help('spamPattern', t('sendersAdd'))}
          hint={t('sendersAddHint')}
          error={
            problems.length > 0 && (
              <ul>
                {problems.slice(0, MAX_ROWS).map(({ line, fault: problem, meaning }) => (
                  <li key={line} data-code={problem.code}>
                    {words(problem)}{' '}
                    {meaning && (
                      <Button size="sm" onClick={() => setText(replaceLine(text, line, meaning))}>
                        {t('usePattern', { pattern: meaning })}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        >
          {(control) => (
            <ListTextarea
              {...control}
              rows={Math.min(MAX_ROWS, 1 + (text.match(/\n/g)?.length ?? 0))}
              className="mono"
              placeholder="*@rude.example"
              text={text}
              onText={setText}
              onSubmit={submit}
            />
          )}
        </Field>
        <Checking progress={progress} />
        <Field
          label={common('noteField')}
          {...help('rowNote', common('noteField'))}
          hint={common('noteFieldHint')}
          className="max-w-lg"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {asksAll && (
          <Notice look="opens" role="alert">
            <p>{t('everybodyText')}</p>
            <Choice
              type="checkbox"
              label={common('confirm')}
              checked={allMeant}
              onChange={(event) => setAllMeant(event.target.checked)}
            />
          </Notice>
        )}
        {fault && <FaultNotice fault={fault} />}
        <Button type="submit" look="primary" disabled={!ready}>
          {pending ? common('adding') : common('add')}
        </Button>
      </fieldset>
    </form>
  )
}

function replaceLine(text: string, line: number, by: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((old, i) => (i === line ? by : old))
    .join('\n')
}
