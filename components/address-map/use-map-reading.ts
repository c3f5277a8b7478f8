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

/** The maps of the chosen lens, made by the server when it is first chosen. Null: on their way, or there is a fault. */
export function useMapReading(ask: AskMap, start: ShownMaps, lens: Lens) {
  const [known, setKnown] = useState<ReadonlyMap<Lens, ShownMaps>>(new Map())
  const [failed, setFailed] = useState<Asked | null>(null)
  const maps = start.live.lens === lens ? start : (known.get(lens) ?? null)
  useEffect(() => {
    if (maps) return
    let isWanted = true
    callAction(() => ask(lens, start.takenAt)).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setKnown((others) => new Map(others).set(lens, answer.value))
      else setFailed({ lens, fault: answer.error })
    })
    return () => {
      isWanted = false
    }
  }, [ask, lens, maps, start.takenAt])
  return { maps, fault: failed?.lens === lens ? failed.fault : null }
}
