'use client'

import { useEffect, useState } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionResult, Fault } from '@/lib/errors'
import type { AddressMap, Lens } from '@/lib/xmail/address-map'

/** A lens as the files are and, with a draft, as it would make them. */
export interface ShownMaps {
  readonly live: AddressMap
  readonly draft: AddressMap | null
  /** Milliseconds since the epoch. */
  readonly takenAt: number
}

export type AskMap = (lens: Lens, since: number) => Promise<ActionResult<ShownMaps>>

interface Asked {
  readonly lens: Lens
  readonly fault: Fault
}

export interface MapStart {
  /** What the page was opened with; null: nothing is there yet. */
  readonly start: ShownMaps | null
  /** The files must have been read then or later; milliseconds since the epoch. */
  readonly since: number
}

/** The maps of the chosen lens, made by the server when it is first chosen. Null: on their way, or there is a fault. */
export function useMapReading(ask: AskMap, { start, since }: MapStart, lens: Lens) {
  const [known, setKnown] = useState<ReadonlyMap<Lens, ShownMaps>>(new Map())
  const [failed, setFailed] = useState<Asked | null>(null)
  const maps = start?.live.lens === lens ? start : (known.get(lens) ?? null)
  const fault = failed?.lens === lens ? failed.fault : null
  // A lens that failed is asked again by `retry` alone: a server that is down must not be asked without end.
  const isNeeded = maps === null && fault === null
  useEffect(() => {
    if (!isNeeded) return
    let isWanted = true
    callAction(() => ask(lens, since)).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setKnown((others) => new Map(others).set(lens, answer.value))
      else setFailed({ lens, fault: answer.error })
    })
    return () => {
      isWanted = false
    }
  }, [ask, lens, since, isNeeded])
  return { maps, fault, retry: () => setFailed(null) }
}
