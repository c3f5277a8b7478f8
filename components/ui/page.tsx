import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface PageHeadingProps {
  title: ReactNode
  /** One sentence: what this is, in plain words. */
  lead?: ReactNode
  /** Small facts: the file's name, when a change takes effect. */
  facts?: ReactNode
  actions?: ReactNode
}

export function PageHeading({ title, lead, facts, actions }: PageHeadingProps) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-3xl">
        <h1 className="text-xl leading-snug tracking-tight">{title}</h1>
        {lead && <p className="mt-1 text-base text-ink-2">{lead}</p>}
        {facts && (
          <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">{facts}</div>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}

export function Section({
  title,
  children,
  className,
  id,
}: {
  title: ReactNode
  children: ReactNode
  className?: string
  id?: string
}) {
  return (
    <section id={id} className={classNames('mb-8', className)}>
      <h2 className="mb-2.5 text-sm tracking-wide text-ink-2">{title}</h2>
      {children}
    </section>
  )
}

/** A file's own name: what guides and colleagues call it. */
export function FileName({ children }: { children: ReactNode }) {
  return <code className="rounded-sm bg-sunken px-1 py-px text-xs text-ink-2">{children}</code>
}
