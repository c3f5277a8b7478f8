'use client'

import Link from 'next/link'
import { placeAddress } from '@/components/files/place-address'
import type { RangeWords, Ruled } from '@/lib/xmail/address-map'
import { useMapWords } from './use-map-words'

/** Denied clients are let in or made to wait by this variable, not by a line. */
const DROP_CODE = 'SMTP-IpMapDropCode'

/** The lines that decide: now and, where it is another one, with the draft. */
export function RuleLinks({ base, words: { live, draft } }: { base: string; words: RangeWords }) {
  const isSame = draft === null || (draft.path === live.path && draft.line === live.line)
  return (
    <>
      <RuleLink base={base} ruled={live} inDraft={false} />
      {!isSame && (
        <>
          {' → '}
          <RuleLink base={base} ruled={draft} inDraft />
        </>
      )}
    </>
  )
}

/** The file and line that decides, linked to the page that shows it. */
function RuleLink({ base, ruled, inDraft }: { base: string; ruled: Ruled; inDraft: boolean }) {
  const { tellRule } = useMapWords()
  const { path: file, line } = ruled
  if (file === null) return tellRule(ruled)
  return (
    <Link
      href={placeAddress(base, { file, line: line < 0 ? null : line, variable: DROP_CODE, inDraft })}
      prefetch={false}
      className="underline [overflow-wrap:anywhere]"
    >
      {tellRule(ruled)}
    </Link>
  )
}
