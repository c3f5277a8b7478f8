'use client'

import { CornerDownRight, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { mailRootPath } from '@/lib/xmail/path'
import { decodeText } from '@/lib/xmail/tab'
import { mendValue, type VariableMark } from '@/lib/xmail/variables'
import type { SettingPair } from './pair-settings'
import type { StageEdit, Staging } from './use-stage'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'
import type { FieldEdit } from './variable-field'
import { VariableNote } from './variable-note'

/** Marks that speak of danger; of the others the thing is broken or quiet. */
const OPENING: ReadonlySet<VariableMark> = new Set([
  'drop-code-does-nothing',
  'logs-passwords',
  'client-certificates-needed',
  'mail-auth',
])

export interface VariableLinesProps {
  pair: SettingPair
  table: VariablesTable
  path: string
  editable: boolean
  staging: Staging
  stage: StageEdit
  onChange: (edit: FieldEdit) => void
}

/** What is remarkable about the lines of a variable, each with its remedy: marks, duplicates, lines commented out. */
export function VariableLines({ pair, table, path, editable, staging, stage, onChange }: VariableLinesProps) {
  const { name, drafted } = pair
  const t = useTranslations('variables.field')
  const words = useVariableWords()
  const { set, definition, commented, duplicates } = drafted
  const place = { table: 'variables', path: mailRootPath(path) } as const
  const text = (bytes: string) => decodeText(table.drafted, bytes)
  // A variable has a note where it has a line: the one that counts, else one that could.
  const noted = set ?? commented[0]
  const mended = set && mendValue(definition, text(set.value))
  return (
    <>
      {set?.marks.map((mark) => (
        <Line key={mark} look={OPENING.has(mark) ? 'opens' : 'broken'} mark={mark}>
          {words.mark(mark, text(set.value), name)}
        </Line>
      ))}
      {editable && mended !== null && (
        <Button
          size="sm"
          disabled={staging.pending}
          aria-label={t('mendName', { name, value: mended })}
          // A value may be longer than a narrow page.
          className="max-w-full text-left [overflow-wrap:anywhere] whitespace-normal"
          onClick={() => onChange({ op: 'set', value: mended })}
        >
          {t('mend', { value: mended })}
        </Button>
      )}
      {duplicates.map((row) => (
        <Line key={row.line} look="broken" mark="duplicate">
          {t('duplicate', { line: row.line + 1, value: text(row.value) })}{' '}
          {editable && (
            <Button
              size="sm"
              look="quiet"
              disabled={staging.pending}
              aria-label={t('removeName', { line: row.line + 1, name })}
              onClick={() =>
                staging.send({ ...place, op: 'remove', rows: [{ line: row.line, was: row.was }] })
              }
            >
              {t('remove')}
            </Button>
          )}
        </Line>
      ))}
      {commented.map((row) => (
        <Line key={row.line} look="quiet" mark="disabled">
          {t('switchedOff', { line: row.line + 1, value: text(row.value) })}{' '}
          {editable && !set && (
            <Button
              size="sm"
              look="quiet"
              disabled={staging.pending}
              aria-label={t('switchOnName', { line: row.line + 1, name })}
              onClick={() =>
                staging.send({
                  ...place,
                  op: 'enable',
                  row: { line: row.line, was: row.was },
                  confirmed: [],
                })
              }
            >
              {t('switchOn')}
            </Button>
          )}
        </Line>
      ))}
      {noted && <VariableNote row={noted} path={path} label={name} editable={editable} stage={stage} />}
    </>
  )
}

function Line(props: { look: 'opens' | 'broken' | 'quiet'; mark: string; children: ReactNode }) {
  const { look, mark, children } = props
  const Icon = look === 'quiet' ? CornerDownRight : TriangleAlert
  return (
    <p className="flex items-start gap-1.5 text-sm [overflow-wrap:anywhere]" data-mark={mark}>
      <Icon
        aria-hidden
        className={classNames(
          'mt-0.5 size-4 shrink-0',
          look === 'opens' && 'text-opens',
          look === 'broken' && 'text-broken',
          look === 'quiet' && 'text-ink-3',
        )}
      />
      <span className={classNames('min-w-0', look === 'quiet' && 'text-ink-2')}>{children}</span>
    </p>
  )
}
