'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionFault, ActionResult } from '@/lib/errors'

/** Sends what changes the draft, and shows the page anew. `send` gives whether it went well. */
export function useStaging() {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const send = (action: () => Promise<ActionResult<null>>) =>
    new Promise<boolean>((resolve) =>
      start(async () => {
        const result = await callAction(action)
        setFault(result.ok ? null : result.error)
        if (result.ok) router.refresh()
        resolve(result.ok)
      }),
    )
  return { send, fault, setFault, pending }
}
