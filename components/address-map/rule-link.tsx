'use client'

import Link from 'next/link'
import { stepAddress } from '@/components/simulator/step-address'
import type { RangeWords, Ruled } from '@/lib/xmail/address-map'
import { useMapWords } from './use-map-words'

/** Denied clients are let in or made to wait by this variable, not by a line. */
const DROP_CODE = { variable: 'SMTP-IpMapDropCode' }

/** The lines that decide: now and, where it is another one, with the draft. */
export function RuleLinks({ base, words: { live, draft } }: { base: string; words: RangeWords }) {
  const isSame = draft === null || (draft.path === live.path && draft.line === live.line)
  return (
    <>
      <RuleLink base={base} ruled={live} />
      {!isSame && (
        <>
          {' → '}
          <RuleLink base={base} ruled={draft} />
        </>
      )}
    </>
  )
}

/** The file and line that decides, linked to the page that shows it. */
function RuleLink({ base, ruled }: { base: string; ruled: Ruled }) {
  const { tellRule } = useMapWords()
  if (ruled.path === null) return tellRule(ruled)
  return (
    <Link
      href={stepAddress(base, { file: ruled.path, detail: DROP_CODE })}
      prefetch={false}
      className="underline [overflow-wrap:anywhere]"
    >
      {tellRule(ruled)}
    </Link>
  )
}
