'use client'

import { useTranslations } from 'next-intl'
import type { MapClass, RangeWords, Ruled, SpecialRange } from '@/lib/xmail/address-map'

/** Words for what a map has codes for. */
export function useMapWords() {
  const t = useTranslations('addressMap')
  const tellRuled = ({ does, seconds }: Ruled) =>
    seconds > 0 ? t('withWait', { does: t(`class_${does}`), seconds }) : t(`class_${does}`)
  return {
    tellClass: (of: MapClass) => t(`class_${of}`),
    tellRuled,
    /** What is true now and, where a draft is beside it, what becomes of it. */
    tellRange: ({ live, draft }: RangeWords) =>
      draft === null || tellRuled(draft) === tellRuled(live)
        ? tellRuled(draft ?? live)
        : t('becomes', { live: tellRuled(live), draft: tellRuled(draft) }),
    tellRule: ({ does, path, line }: Ruled) => {
      if (does === 'as-ipv4') return t('asIpv4Rule')
      if (path === null) return t('noRule')
      return line < 0 ? t('noLine', { file: path }) : t('fileLine', { file: path, line: line + 1 })
    },
    tellSpecial: ({ use, prefix }: SpecialRange) => t('special', { use: t(`use_${use}`), prefix }),
  }
}
