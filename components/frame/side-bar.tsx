'use client'

import { Menu as MenuIcon, X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'

/** On narrow screens the places are behind a button. Going to a place closes them. */
export function SideBarOpener({ children }: { children: ReactNode }) {
  const t = useTranslations('frame')
  const [open, setOpen] = useState(false)
  const pathname = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what closes the menu
  useEffect(() => setOpen(false), [pathname])
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button look="quiet" size="icon" className="lg:hidden" aria-label={t('openMenu')}>
          <MenuIcon aria-hidden />
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-ink/40 dark:bg-paper/70" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] overflow-y-auto border-r bg-paper px-2 py-3"
        >
          <div className="mb-3 flex items-center justify-between px-2">
            <Radix.Title className="font-semibold">Mailroot Console</Radix.Title>
            <Radix.Close asChild>
              <Button look="quiet" size="icon" aria-label={t('closeMenu')}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <nav aria-label={t('servers')}>{children}</nav>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
