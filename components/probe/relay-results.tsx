'use client'

import { CircleAlert, CircleCheck, CircleSlash, EqualNot, Inbox, OctagonX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Tag } from '@/components/ui/tag'
import { isAllowedByTables } from './judge-result'
import type { ShownEnd, ShownRelayResult } from './shown-job'

interface RelayResultsProps {
  source: string
  results: readonly ShownRelayResult[]
}

/** Every trick from one address: what was sent, what the files lead to expect, what came. */
export function RelayResults({ source, results }: RelayResultsProps) {
  const t = useTranslations('openRelay')
  const own = results.filter((result) => result.source === source)
  return (
    <table className="w-full border-t text-sm max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="text-left text-xs text-ink-2">
          {(['columnTrick', 'columnExpected', 'columnAnswer', 'columnVerdict'] as const).map((key) => (
            <th key={key} scope="col" className="px-2 py-1.5 font-normal">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {own.map((result) => (
          <ResultRow key={result.trick} result={result} />
        ))}
      </tbody>
    </table>
  )
}

const CELL = 'px-2 py-2 align-top [overflow-wrap:anywhere] max-sm:block max-sm:py-1'

function ResultRow({ result }: { result: ShownRelayResult }) {
  const t = useTranslations('openRelay')
  const words = useFaultText()
  const { trick, lines, expected, real, verdict, fault } = result
  return (
    <tr className="border-b max-sm:block max-sm:py-1" data-trick={trick} data-verdict={verdict}>
      <th scope="row" className={`${CELL} text-left font-normal sm:w-[36%]`}>
        <span className="font-medium">{t(`trick_${trick}`)}</span>
        <code className="mono mt-0.5 block text-xs text-ink-2">
          {`MAIL FROM:<${lines.from}>`}
          <br />
          {`RCPT TO:<${lines.rcpt}>`}
        </code>
      </th>
      <td className={`${CELL} mono text-xs text-ink-2 sm:w-[24%]`}>
        <Small>{t('columnExpected')}</Small>
        <Expected expected={expected} real={real} />
      </td>
      <td className={`${CELL} mono text-xs sm:w-[24%]`}>
        <Small>{t('columnAnswer')}</Small>
        {real ? <End end={real} /> : fault && <span className="font-sans">{words(fault)}</span>}
      </td>
      <td className={`${CELL} sm:w-[16%]`}>
        <Verdict result={result} />
      </td>
    </tr>
  )
}

/** The answer that came, if it was one of those; what else name servers could have led to is folded away. */
function Expected({ expected, real }: Pick<ShownRelayResult, 'expected' | 'real'>) {
  const t = useTranslations('openRelay')
  const came = expected.find((end) => end.command === real?.command && end.reply === real.reply)
  const [shown, ...others] = came ? [came, ...expected.filter((end) => end !== came)] : expected
  if (!shown) return t('expectedUnknown')
  return (
    <>
      <End end={shown} />
      {others.length > 0 && (
        <details className="mt-0.5 font-sans">
          <summary>{t('otherAnswers', { count: others.length })}</summary>
          <div className="mono">
            {others.map((end) => (
              <End key={`${end.command} ${end.reply}`} end={end} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

/** The column's name, where there are no columns. */
function Small({ children }: { children: string }) {
  return (
    <span aria-hidden className="mr-1.5 font-sans text-ink-3 sm:hidden">
      {children}
    </span>
  )
}

/** A reply, and at which command where it was not the last. */
function End({ end: { command, reply } }: { end: ShownEnd }) {
  const t = useTranslations('openRelay')
  return (
    <span className="block">
      {command !== 'rcpt' && <span className="mr-1 font-sans">{t(`at_${command}`)}</span>}
      {reply ?? <span className="font-sans">{t('closedSilently')}</span>}
    </span>
  )
}

function Verdict({ result }: { result: ShownRelayResult }) {
  const t = useTranslations('openRelay')
  switch (result.verdict) {
    case 'refused':
      return (
        <Tag>
          <CircleCheck aria-hidden />
          {t('verdictRefused')}
        </Tag>
      )
    case 'relays':
      return isAllowedByTables(result) ? (
        <Tag look="opens">
          <CircleAlert aria-hidden />
          {t('verdictRelaysByTables')}
        </Tag>
      ) : (
        <Tag look="broken">
          <OctagonX aria-hidden />
          {t('verdictRelays')}
        </Tag>
      )
    case 'local':
      return (
        <Tag>
          <Inbox aria-hidden />
          {t('verdictLocal')}
        </Tag>
      )
    case 'differs':
      return (
        <Tag>
          <EqualNot aria-hidden />
          {t('verdictDiffers')}
        </Tag>
      )
    case 'not-tried':
      return (
        <Tag>
          <CircleSlash aria-hidden />
          {t('verdictNotTried')}
        </Tag>
      )
  }
}
