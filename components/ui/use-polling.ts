'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

const POLL_MS = 700

/** Shows the page anew while something is running on the server; the next time only when the last has been shown. */
export function usePolling(running: boolean, pauseMs = POLL_MS): void {
  const router = useRouter()
  const [pending, start] = useTransition()
  useEffect(() => {
    // A page that takes longer than the pause would otherwise be asked for again and again, and never be shown.
    if (!running || pending) return
    const timer = setTimeout(() => start(() => router.refresh()), pauseMs)
    return () => clearTimeout(timer)
  }, [running, pending, pauseMs, router])
}
