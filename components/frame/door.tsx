import type { ReactNode } from 'react'

/** The frame of the pages before signing in: one thing to do, in the middle. */
export function Door({
  title,
  lead,
  tools,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  tools: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-12 items-center justify-between px-4">
        <span className="font-semibold tracking-tight">Mailroot Console</span>
        {tools}
      </header>
      <main className="mx-auto w-full max-w-sm flex-1 px-4 pt-[12vh] pb-16">
        <h1 className="text-xl tracking-tight">{title}</h1>
        {lead && <p className="mt-1 mb-6 text-base text-ink-2">{lead}</p>}
        {children}
      </main>
    </div>
  )
}
