'use client'

import { useFormatter, useNow } from 'next-intl'

/** A time relative to now, with the exact one on hover and for machines. */
export function When({ ms }: { ms: number }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 10_000 })
  return (
    <time
      dateTime={new Date(ms).toISOString()}
      title={format.dateTime(ms, { dateStyle: 'long', timeStyle: 'medium' })}
    >
      {/* The browser's clock may be behind the server's: what has happened is never in the future. */}
      {format.relativeTime(Math.min(ms, now.getTime()), now)}
    </time>
  )
}
