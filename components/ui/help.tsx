'use client'

import { CircleHelp } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'

/** The help behind a label: a small button, opened by click or keyboard, never by hovering alone. */
export function Help({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={label}
        className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
      >
        <CircleHelp aria-hidden className="size-4" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          collisionPadding={12}
          sideOffset={4}
          className="z-50 max-w-80 rounded-lg border border-line-strong bg-raised px-3.5 py-3 text-sm leading-relaxed text-ink shadow-lg whitespace-pre-line"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
