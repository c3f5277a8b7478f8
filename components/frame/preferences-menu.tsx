'use client'

import { CircleUser } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'

export interface PreferencesMenuProps {
  /** Null before signing in: then only language and theme are offered. */
  personName: string | null
  chooseLocale: (locale: string) => Promise<void>
  signOut?: () => Promise<void>
}

/** Language, theme and the person, in one menu at the top right. */
export function PreferencesMenu({ personName, chooseLocale, signOut }: PreferencesMenuProps) {
  const t = useTranslations('frame')
  const locale = useLocale()
  const router = useRouter()
  const { theme, setTheme } = useTheme()
  const [, start] = useTransition()
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          size="sm"
          aria-label={personName ? t('signedInAs', { name: personName }) : t('language')}
        >
          <CircleUser aria-hidden />
          <span className="max-w-32 truncate max-sm:hidden">{personName ?? t('language')}</span>
        </Button>
      }
    >
      {personName && <MenuLabel>{t('signedInAs', { name: personName })}</MenuLabel>}
      <MenuChoice
        label={t('language')}
        value={locale}
        choices={[
          { value: 'en', text: t('languageEnglish'), lang: 'en' },
          { value: 'ja', text: t('languageJapanese'), lang: 'ja' },
        ]}
        onChoose={(value) =>
          start(async () => {
            await chooseLocale(value)
            router.refresh()
          })
        }
      />
      <MenuSeparator />
      <MenuChoice
        label={t('theme')}
        value={theme ?? 'system'}
        choices={[
          { value: 'light', text: t('themeLight') },
          { value: 'dark', text: t('themeDark') },
          { value: 'system', text: t('themeSystem') },
        ]}
        onChoose={setTheme}
      />
      {signOut && (
        <>
          <MenuSeparator />
          <MenuItem asChild>
            <Link href="/account">{t('ownAccount')}</Link>
          </MenuItem>
          <MenuItem onSelect={() => start(signOut)}>{t('signOut')}</MenuItem>
        </>
      )}
    </Menu>
  )
}
