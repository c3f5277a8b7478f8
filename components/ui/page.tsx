import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { PageGuideLink } from './page-guide'

export interface PageHeadingProps {
  title: ReactNode
  /** Beside the title, e.g. a Help. Not part of the heading's own name. */
  aside?: ReactNode
  /** One sentence: what this is, in plain words. */
  lead?: ReactNode
  /** Small facts: the file's name, when a change takes effect. */
  facts?: ReactNode
  actions?: ReactNode
}

export function PageHeading({ title, aside, lead, facts, actions }: PageHeadingProps) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-3xl">
        <div className="flex items-center gap-1">
          <h1 className="min-w-0 text-xl leading-snug tracking-tight break-words">{title}</h1>
          {aside}
        </div>
        {lead && <p className="mt-1 text-base text-ink-2">{lead}</p>}
        {facts && (
          <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">{facts}</div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <PageGuideLink />
        {actions}
      </div>
    </header>
  )
}

export interface SectionProps {
  title: ReactNode
  /** Beside the title, e.g. a Help. */
  aside?: ReactNode
  children: ReactNode
  className?: string
  id?: string
}

export function Section({ title, aside, children, className, id }: SectionProps) {
  return (
    <section id={id} className={classNames('mb-8', className)}>
      <div className="mb-2.5 flex min-h-6 items-center gap-1">
        <h2 className="text-sm tracking-wide text-ink-2">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A file's own name: what guides and colleagues call it. */
export function FileName({ children }: { children: ReactNode }) {
  return <code className="rounded-sm bg-sunken px-1 py-px text-xs text-ink-2">{children}</code>
}
