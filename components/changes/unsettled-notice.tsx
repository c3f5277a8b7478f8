'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { usePolling } from '@/components/ui/use-polling'
import { When } from '@/components/ui/when'
import { Countdown } from './countdown'
import { isUnderWay, type ShownUnsettled } from './shown-revision'
import { useRevisionWords } from './use-revision-words'

const WORDS = {
  applying: ['applyingTitle', 'quiet'],
  unconfirmed: ['unconfirmedTitle', 'opens'],
  'putting-back': ['puttingBackTitle', 'broken'],
  'in-doubt': ['inDoubtTitle', 'broken'],
} as const

/** Slower than the change's own page: whoever reads another page is told, and not disturbed. */
const POLL_MS = 4_000

/** On every page of a server whose last change is not over: whose it is, since when, how it stands, and the way to it. */
export function UnsettledNotice({ revision, base }: { revision: ShownUnsettled; base: string }) {
  const t = useTranslations('history')
  const words = useRevisionWords()
  const href = `${base}/history/${revision.id}`
  const isItsPage = usePathname() === href
  usePolling(!isItsPage && isUnderWay(revision.state), POLL_MS)
  const { state } = revision
  if (isItsPage || !(state in WORDS)) return null
  const [title, look] = WORDS[state as keyof typeof WORDS]
  return (
    <Notice look={look} title={t(title)} role="status" className="mb-5 max-w-5xl" data-unsettled={state}>
      <p>
        {words.title(revision)} · {words.by(revision)} · <When ms={revision.startedAt} />
      </p>
      {revision.msLeft !== null && <Countdown msLeft={revision.msLeft} />}
      <p>
        <Link href={href} className="underline">
          {t('toChange')}
        </Link>
      </p>
    </Notice>
  )
}
