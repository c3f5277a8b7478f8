import { ArrowRight, ArrowUpRight, Check } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FileName } from '@/components/ui/page'

export interface RelayWayProps {
  id: string
  title: string
  /** The files that decide. */
  files: readonly string[]
  /** `opens`: by this way somebody relays. `quiet`: nobody does. */
  look: 'opens' | 'quiet'
  /** One sentence: who, or that nobody. */
  verdict: ReactNode
  /** The page where it is changed. */
  href: string
  link: string
  children?: ReactNode
}

/** One way to relay: who takes it, by which file, and where to change that. */
export function RelayWay({ id, title, files, look, verdict, href, link, children }: RelayWayProps) {
  const t = useTranslations('whoCanRelay')
  const Icon = look === 'opens' ? ArrowUpRight : Check
  return (
    <section aria-labelledby={`${id}-title`} className="border-t py-4" data-way={id} data-look={look}>
      <div className="mb-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          {title}
        </h2>
        {files.map((file) => (
          <FileName key={file}>{file}</FileName>
        ))}
      </div>
      <p className="flex gap-2 text-base">
        <Icon
          aria-hidden
          className={`mt-1 size-4 shrink-0 ${look === 'opens' ? 'text-opens' : 'text-ink-3'}`}
        />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <span className={look === 'opens' ? 'font-semibold text-opens' : 'text-ink-2'}>
            {t(look === 'opens' ? 'relays' : 'relaysNot')}
          </span>{' '}
          {verdict}
        </span>
      </p>
      <div className="mt-2 space-y-2 pl-6 text-sm [overflow-wrap:anywhere]">
        {children}
        <p>
          <Link href={href} className="inline-flex items-center gap-1 underline underline-offset-2">
            {link}
            <ArrowRight aria-hidden className="size-3.5" />
          </Link>
        </p>
      </div>
    </section>
  )
}
