'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

/** Said aloud at these moments only: every second would drown all else. */
const SAID_AT_SECONDS: ReadonlySet<number> = new Set([60, 30, 10])

/** How long is left, counted from when the page was given it: this machine's clock may be another than the server's. */
export function Countdown({ msLeft }: { msLeft: number }) {
  const t = useTranslations('history')
  const seconds = useSecondsLeft(msLeft)
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p role="timer" className="tabular-nums">
      {t.rich('timeLeft', { time: () => <strong className="text-base">{clock}</strong> })}
      <span className="sr-only" aria-live="polite">
        {SAID_AT_SECONDS.has(seconds) && t('secondsLeft', { seconds })}
      </span>
    </p>
  )
}

function useSecondsLeft(msLeft: number): number {
  const [seconds, setSeconds] = useState(Math.ceil(msLeft / 1000))
  useEffect(() => {
    const endMs = performance.now() + msLeft
    const count = () => setSeconds(Math.max(0, Math.ceil((endMs - performance.now()) / 1000)))
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [msLeft])
  return seconds
}
