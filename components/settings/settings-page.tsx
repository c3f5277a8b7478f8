'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import { VARIABLE_GROUPS } from '@/lib/xmail/variables'
import { isShown, parseFilter, printFilter, type Shown } from './filter-settings'
import { OddLines } from './odd-lines'
import { useVariableWords } from './use-variable-words'
import { useVariables } from './use-variables'
import { AbsentFile, VariableList } from './variable-section'

export interface SettingsPageProps extends TablePageProps {
  path: string
  /** The search of the address: `q` and `show`. */
  search: Readonly<Record<string, string | undefined>>
}

/** Every variable of server.tab, by group, with what XMail makes of it. */
export function SettingsPage({ notEditable, mayEdit, takenAt, search, ...props }: SettingsPageProps) {
  const t = useTranslations('settings')
  const groups = useTranslations('variables.groups')
  const words = useVariableWords()
  const table = useVariables(props.path, props.text, props.edits)
  const [filter, setFilter] = useState(() => parseFilter(search))
  const deferred = useDeferredValue(filter)
  const choose = (next: typeof filter) => {
    setFilter(next)
    // The address keeps the search, so that a link or a reload shows the same; no page is asked for.
    window.history.replaceState(null, '', printFilter(next) || window.location.pathname)
  }
  const editable = mayEdit && !notEditable
  const matching = table.settings.filter((pair) => isShown(pair, deferred, words))
  const list = { ...props, table, editable }
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="serverTab"
        lead={t('lead')}
        files={[props.path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="review"
      />
      <AbsentFile {...props} />
      <search className="mb-6 flex max-w-3xl flex-wrap gap-x-4 gap-y-2">
        <Field label={t('search')} className="grow basis-64">
          {(control) => (
            <Input
              {...control}
              type="search"
              value={filter.text}
              onChange={(event) => choose({ ...filter, text: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('show')} className="basis-56">
          {(control) => (
            <Select
              {...control}
              value={filter.show}
              onChange={(event) => choose({ ...filter, show: event.target.value as Shown })}
            >
              <option value="all">{t('showAll')}</option>
              <option value="set">{t('showSet')}</option>
              <option value="odd">{t('showOdd')}</option>
              <option value="drafted">{t('showDrafted')}</option>
            </Select>
          )}
        </Field>
      </search>
      <p className="mb-4 text-sm text-ink-2" aria-live="polite">
        {t('count', { count: matching.length, all: table.settings.length })}
      </p>
      {VARIABLE_GROUPS.map((group) => {
        const names = matching.flatMap(({ name, now }) => (now.definition.group === group ? [name] : []))
        return names.length === 0 ? null : (
          <Section key={group} id={group} title={groups(group)}>
            <VariableList {...list} names={names} />
          </Section>
        )
      })}
      <OddLines {...list} />
    </>
  )
}
