'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShownRelayRow } from './show-relay-rows'

/** What is noted about a row. A comment that is not its own may be a heading for several, and is shown as what it is. */
export function RelayRowDetails({ row: { row, details } }: { row: ShownRelayRow }) {
  const t = useTranslations('relay')
  const { text, ticket, owner, until } = details
  const parts: [key: string, shown: ReactNode][] = []
  if (ticket) parts.push(['ticket', t.rich('ticketOf', { ticket, value })])
  if (owner) parts.push(['owner', t.rich('ownerOf', { owner, value })])
  if (until) parts.push(['until', t.rich('untilOf', { until, value })])
  if (row.note && !row.note.own) {
    return <p className="min-w-0 text-ink-2 [overflow-wrap:anywhere]"># {row.note.text}</p>
  }
  return (
    <div className="min-w-0">
      {text && <p className="text-sm [overflow-wrap:anywhere]">{text}</p>}
      {parts.length > 0 && (
        <ul className="flex flex-wrap gap-x-3 text-ink-2">
          {parts.map(([key, shown]) => (
            <li key={key} className="[overflow-wrap:anywhere]" data-detail={key}>
              {shown}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function value(words: ReactNode) {
  return <span className="text-ink">{words}</span>
}
