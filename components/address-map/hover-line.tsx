'use client'

import { useTranslations } from 'next-intl'
import { type Block, formatBlock, inspectBlock, type MapView, wordsOfRange } from '@/lib/xmail/address-map'
import { useMapWords } from './use-map-words'

/** What is under the pointer, in one line that is there without one too, so that nothing jumps. */
export function HoverLine({ view, block }: { view: MapView; block: Block | null }) {
  const t = useTranslations('addressMap')
  return (
    <p data-testid="hover" className="mt-1 min-h-10 text-xs sm:min-h-5">
      {block ? <Hovered view={view} block={block} /> : <span className="text-ink-2">{t('hover')}</span>}
    </p>
  )
}

const SHOWN = 2

function Hovered({ view, block }: { view: MapView; block: Block }) {
  const t = useTranslations('addressMap')
  const words = useMapWords()
  const parts = inspectBlock(view, block)
  return (
    <>
      <code className="mono">{formatBlock(block)}</code>
      {parts.slice(0, SHOWN).map(({ which, range }) => {
        const said = wordsOfRange(view, 'v4', range)
        return (
          <span key={which}>
            {t('separator')}
            {words.tellRange(said)}{' '}
            <span className="text-ink-2">{t('by', { rule: words.tellRule(said.draft ?? said.live) })}</span>
          </span>
        )
      })}
      {parts.length > SHOWN && t('moreKinds', { count: parts.length - SHOWN })}
    </>
  )
}
