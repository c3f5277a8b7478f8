import type { ReactNode } from 'react'

/** Names and values in two columns, for things that are read and compared. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-2">{name}</dt>
          <dd className="mono min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
