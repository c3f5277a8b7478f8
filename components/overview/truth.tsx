import { CircleAlert, Dot } from 'lucide-react'
import type { ReactNode } from 'react'

/** One sentence of what is true of a server. */
export function Truth({
  alarming = false,
  icon,
  children,
}: {
  alarming?: boolean
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <li className="flex gap-2">
      {icon ??
        (alarming ? (
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-opens" />
        ) : (
          <Dot aria-hidden className="mt-1 size-4 shrink-0 text-ink-3" />
        ))}
      <span className="min-w-0">{children}</span>
    </li>
  )
}
