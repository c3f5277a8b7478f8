'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

export interface PlaceLinkProps {
  href: string
  children: ReactNode
  /** The file behind the place, in small type: what guides and colleagues call it. */
  file?: string
  /** Only this very address counts as being there, not the ones below it. */
  exact?: boolean
  /** Another address that belongs to the place. */
  also?: string
}

export function PlaceLink({ href, children, file, exact = false, also }: PlaceLinkProps) {
  const pathname = usePathname()
  const here = pathname === href || pathname === also || (!exact && pathname.startsWith(`${href}/`))
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={classNames(
        'block rounded-md px-2.5 py-1.5 text-sm leading-tight',
        here ? 'bg-sunken font-semibold text-ink' : 'text-ink-2 hover:bg-sunken hover:text-ink',
      )}
    >
      {children}
      {file && <span className="mono mt-0.5 block text-2xs font-normal text-ink-3">{file}</span>}
    </Link>
  )
}

export function PlaceGroup({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-4">
      <p className="px-2.5 pb-1 text-2xs text-ink-3">{title}</p>
      {children}
    </div>
  )
}
