'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionFault, ActionResult } from '@/lib/errors'

/** Runs an action that changes the draft, and keeps what it refuses. */
export function useChange() {
  const router = useRouter()
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const run = (action: () => Promise<ActionResult<null>>, onDone?: () => void) =>
    start(async () => {
      const result = await callAction(action)
      setFault(result.ok ? null : result.error)
      if (result.ok) onDone?.()
      router.refresh()
    })
  return { run, pending, fault }
}
