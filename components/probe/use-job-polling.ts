'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const POLL_MS = 1_000

/** Shows the page anew while something is running on the server. */
export function useJobPolling(running: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), POLL_MS)
    return () => clearInterval(timer)
  }, [running, router])
}
