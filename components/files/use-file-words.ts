'use client'

import { useTranslations } from 'next-intl'
import type { TakesEffect, WhenMissing } from '@/lib/xmail/catalog'
import type { TextRefusal } from '@/lib/xmail/tables'
import { aboutKey } from './file-words'

/** What is known of a file, in words. */
export function useFileWords() {
  const t = useTranslations('files')
  const about = useTranslations('files.about')
  return {
    /** `known`: its path in the catalog. */
    about: (known: string) => about(aboutKey(known) as Parameters<typeof about>[0]),
    takesEffect: (when: TakesEffect) => t(`takesEffect.${when}`),
    whenMissing: (what: WhenMissing) => t(`whenMissing.${what}`),
    refusal: (why: TextRefusal) => t(`refusal.${why}`),
  }
}
