'use client'

import { CircleCheck, CircleSlash } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { useHelp } from '@/components/form/use-help'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import { type SenderTest, type SpamAddressRow, testPatterns } from '@/lib/xmail/tables'

const MAX_TESTED = 50

/** Tries senders against the rows, drafted ones included: which line would refuse them. */
export function PatternTester({ rows }: { rows: readonly SpamAddressRow[] }) {
  const t = useTranslations('spam')
  const help = useHelp()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const tests = useMemo(() => {
    const senders = wanted.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
    return testPatterns(rows, senders.slice(0, MAX_TESTED))
  }, [rows, wanted])
  return (
    <Section title={t('tester')} className="max-w-3xl">
      <Field label={t('testerLabel')} {...help('spamTester', t('testerLabel'))} hint={t('testerHint')}>
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(6, 1 + (text.match(/\n/g)?.length ?? 0))}
            className="mono"
            placeholder="sales@rude.example"
            spellCheck={false}
            autoCapitalize="none"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <ul aria-live="polite" className="mt-2 space-y-1 text-sm" data-testid="tested">
        {tests.map((test, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sender may be typed twice
          <li key={i} className="flex flex-wrap items-center gap-x-2">
            <Verdict test={test} pattern={rows.find(({ line }) => line === test.refusedBy)?.pattern ?? ''} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Verdict({ test, pattern }: { test: SenderTest; pattern: string }) {
  const t = useTranslations('spam')
  const { sender, tested, refusedBy, alsoBy } = test
  const Sign = refusedBy === null ? CircleCheck : CircleSlash
  return (
    <>
      <Sign aria-hidden className="size-4 shrink-0 text-ink-2" />
      <code className="break-all">{sender}</code>
      <span>
        {tested === null
          ? t('testedNull')
          : refusedBy === null
            ? t('testedFine')
            : t('testedRefused', { line: refusedBy + 1, pattern })}
      </span>
      {alsoBy.length > 0 && <span className="text-ink-2">{t('testedAlso', { count: alsoBy.length })}</span>}
    </>
  )
}
