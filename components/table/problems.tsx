'use client'

import { useTranslations } from 'next-intl'
import { useFaultText } from '@/components/form/use-fault-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { RequestedLine } from '@/lib/xmail/tables'

const MAX_SHOWN = 20

/** Every line of a list that cannot be added, with the reason; and a way to leave them all out. */
export function Problems({ problems, onDrop }: { problems: readonly RequestedLine[]; onDrop: () => void }) {
  const t = useTranslations('relay')
  const words = useFaultText()
  return (
    <div aria-live="polite">
      {problems.length > 0 && (
        <Notice look="broken" title={t('problems', { count: problems.length })}>
          <ul className="space-y-0.5">
            {problems.slice(0, MAX_SHOWN).map((line) => (
              <li key={line.line} data-code={line.fault?.code}>
                <span className="font-medium">{t('problemLine', { line: line.line })}</span>{' '}
                <code className="break-all">{line.text.slice(0, 60)}</code> {line.fault && words(line.fault)}
              </li>
            ))}
          </ul>
          {problems.length > MAX_SHOWN && <p>{t('moreProblems', { count: problems.length - MAX_SHOWN })}</p>}
          <Button size="sm" onClick={onDrop}>
            {t('addFine')}
          </Button>
        </Notice>
      )}
    </div>
  )
}

/** The trouble with the only line of the field, and what is probably meant as a button. */
export function Problem({ line, onFix }: { line: RequestedLine; onFix: (text: string) => void }) {
  const t = useTranslations('relay')
  const words = useFaultText()
  if (!line.fault) return null
  const { code } = line.fault
  const meant = meantBy(line)
  return (
    <span data-code={code}>
      {words(line.fault)}{' '}
      {meant !== undefined && (
        <Button size="sm" className="ml-1" onClick={() => onFix(String(meant))}>
          {t('useNetwork', { network: String(meant) })}
        </Button>
      )}
    </span>
  )
}

/** What the whole line probably means; nothing where the remedy is for a part of it, for then the rest would be lost. */
function meantBy({ fault, text }: RequestedLine): string | undefined {
  const { code, details } = fault ?? {}
  if (code === 'PREFIX_HOST_BITS') return details?.network?.toString()
  const isWholeLine = details?.address === text.trim()
  if (code !== 'ADDRESS_LEGACY_FORM' && code !== 'ADDRESS_TRAILING_DOT') return undefined
  return isWholeLine ? details?.meaning?.toString() : undefined
}
