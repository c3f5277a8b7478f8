'use client'

import { useTranslations } from 'next-intl'

/** The help behind a label, by its key in messages/…/help.json, ready to spread into a Field. */
export function useHelp() {
  const help = useTranslations('help')
  const common = useTranslations('common')
  return (key: string, label: string) => ({ help: help(key), helpLabel: common('help', { label }) })
}
