import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SideBarOpener } from './side-bar'

export interface FrameProps {
  /** The places at the left. Null where there is no server yet. */
  places: ReactNode
  /** At the top, left: which server this is. */
  where: ReactNode
  /** At the top, right. */
  tools: ReactNode
  /** The change tray: seen at the bottom, met by the keyboard before the page, however long that is. */
  tray?: ReactNode
  children: ReactNode
}

/** The frame of every page after signing in: server and tools on top, places at the left, the change tray below. */
export function Frame({ places, where, tools, tray, children }: FrameProps) {
  const t = useTranslations('frame')
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:border focus:bg-raised focus:px-3 focus:py-2"
      >
        {t('skipToContent')}
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-paper px-3 lg:px-4">
        {places && <SideBarOpener>{places}</SideBarOpener>}
        <Link href="/servers" className="hidden shrink-0 font-semibold tracking-tight lg:block lg:w-52">
          Mailroot Console
        </Link>
        <div className="min-w-0 flex-1">{where}</div>
        {tools}
      </header>
      {tray}
      <div className="flex flex-1">
        {places && (
          <nav
            aria-label={t('servers')}
            className="sticky top-12 hidden h-[calc(100dvh-3rem)] w-56 shrink-0 overflow-y-auto border-r px-2 py-4 lg:block"
          >
            {places}
          </nav>
        )}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-12 outline-none lg:px-8">
          {children}
        </main>
      </div>
    </div>
  )
}
