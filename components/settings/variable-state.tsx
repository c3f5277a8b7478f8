'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { VariableSetting } from '@/lib/xmail/variables'
import type { SettingPair } from './pair-settings'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'

export interface VariableStateProps {
  pair: SettingPair
  table: VariablesTable
  /** Whether the draft has edits of it. */
  drafted: boolean
  /** Undefined where nobody may. */
  onUndo: (() => void) | undefined
  pending: boolean
}

/** What counts now and why, the default beside it, and what the draft makes of it. */
export function VariableState({ pair, table, drafted, onUndo, pending }: VariableStateProps) {
  const { name, now } = pair
  const t = useTranslations('variables.field')
  const words = useVariableWords()
  const { definition } = now
  const shown = (setting: VariableSetting) =>
    words.value(definition, setting.effective, table.textOf(setting))
  const raw = table.textOf(now)
  const isChanged = drafted && shown(now) !== shown(pair.drafted)
  return (
    <div>
      <p
        className={classNames(
          'text-sm font-medium [overflow-wrap:anywhere]',
          definition.value.kind === 'text' && now.set && 'mono',
          isChanged && 'text-ink-2 line-through',
        )}
        data-testid="now"
      >
        <span className="sr-only">{t('whatCounts')}: </span>
        {shown(now)}
      </p>
      <p className="text-xs text-ink-2">
        <Why setting={now} /> {now.set && t('default', { value: words.default(definition) })}
        {raw !== null && raw !== shown(now) && (
          <span className="block [overflow-wrap:anywhere]">{t('inFile', { value: raw })}</span>
        )}
      </p>
      {drafted && (
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm" data-testid="drafted">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
            {isChanged ? t('drafted', { value: shown(pair.drafted) }) : t('draftedSame')}
          </span>
          {onUndo && (
            <Button
              size="sm"
              look="quiet"
              disabled={pending}
              onClick={onUndo}
              aria-label={t('undoName', { name })}
            >
              {t('undo')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function Why({ setting }: { setting: VariableSetting }) {
  const t = useTranslations('variables.field')
  if (setting.set) return t('setInLine', { line: setting.set.line + 1 })
  return t(setting.commented.length > 0 ? 'commentedOut' : 'notSet')
}
