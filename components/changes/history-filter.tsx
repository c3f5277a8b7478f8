import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'

export const HISTORY_KINDS = ['person', 'console', 'outside', 'put-back'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** What the history is narrowed to, as its address says. */
export interface HistoryQuery {
  readonly person?: string | undefined
  readonly file?: string | undefined
  readonly kind?: HistoryKind | undefined
  readonly text?: string | undefined
  readonly before?: string | undefined
}

export interface HistoryFilterProps {
  query: HistoryQuery
  people: readonly string[]
  files: readonly string[]
  /** The address of the whole history. */
  base: string
}

/** A plain form: what is looked for is in the address, and can be kept or sent to a colleague. */
export function HistoryFilter({ query, people, files, base }: HistoryFilterProps) {
  const t = useTranslations('history')
  const isNarrowed = Object.values(query).some(Boolean)
  const lists = [
    ['person', t('filterPerson'), people.map((name) => [name, name] as const), query.person],
    ['file', t('filterFile'), files.map((name) => [name, name] as const), query.file],
    ['kind', t('filterKind'), HISTORY_KINDS.map((kind) => [kind, t(`kind_${kind}`)] as const), query.kind],
  ] as const
  return (
    <search>
      <form action={base} className="mb-4 flex max-w-4xl flex-wrap items-end gap-3">
        <Field label={t('filterText')} className="w-full sm:w-56">
          {(control) => (
            <Input {...control} type="search" name="text" maxLength={200} defaultValue={query.text} />
          )}
        </Field>
        {lists.map(([name, label, options, value]) => (
          <Field key={name} label={label} className="w-full sm:w-40">
            {(control) => (
              <Select {...control} name={name} defaultValue={value ?? ''}>
                <option value="">{t('filterAll')}</option>
                {options.map(([key, text]) => (
                  <option key={key} value={key}>
                    {text}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
        <Button type="submit">{t('filter')}</Button>
        {isNarrowed && (
          <Link href={base} className="py-2 text-sm underline underline-offset-2">
            {t('filterNone')}
          </Link>
        )}
      </form>
    </search>
  )
}
