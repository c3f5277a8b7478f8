'use client'

import { useTranslations } from 'next-intl'
import type { VariableDefinition, VariableSetting } from '@/lib/xmail/variables'
import { useVariableWords } from './use-variable-words'
import type { VariablesTable } from './use-variables'

export interface StandInProps {
  /** Of a variable of user.tab. */
  definition: VariableDefinition
  serverTable: VariablesTable
}

/** What server.tab says where an account has no value of its own, and what the draft makes of that. */
export function StandIn({ definition, serverTable }: StandInProps) {
  const t = useTranslations('variables.field')
  const words = useVariableWords()
  const pair = serverTable.settings.find(({ name }) => name === definition.standIn)
  if (!pair) return null
  const shown = (setting: VariableSetting) =>
    words.value(setting.definition, setting.effective, serverTable.textOf(setting))
  const [now, drafted] = [shown(pair.now), shown(pair.drafted)]
  return (
    <p className="text-xs text-ink-2 [overflow-wrap:anywhere]" data-testid="stand-in">
      {t('standIn', { name: pair.name, value: now })}
      {drafted !== now && ` ${t('drafted', { value: drafted })}`}
    </p>
  )
}
