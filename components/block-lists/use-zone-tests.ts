'use client'

import { useState } from 'react'
import { callAction } from '@/components/form/call-action'
import type { ActionFault } from '@/lib/errors'
import type { ShownZoneTest, TestZone, ZoneTestRequest } from './zone-test'

/** Where the test of a zone is. */
export type ZoneTestState =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly test: ShownZoneTest; readonly request: ZoneTestRequest }
  | { readonly state: 'refused'; readonly fault: ActionFault }

export interface ZoneTests {
  /** Of each zone that was tested on this page. */
  readonly states: ReadonlyMap<string, ZoneTestState>
  readonly run: (request: ZoneTestRequest) => Promise<void>
}

/** The tests of a page. They change nothing, so that nothing is asked anew when one ends. */
export function useZoneTests(testZone: TestZone): ZoneTests {
  const [states, setStates] = useState<ReadonlyMap<string, ZoneTestState>>(new Map())
  const put = (zone: string, state: ZoneTestState) => setStates((known) => new Map(known).set(zone, state))
  const run = async (request: ZoneTestRequest) => {
    put(request.zone, { state: 'running' })
    const result = await callAction(() => testZone(request))
    put(
      request.zone,
      result.ok ? { state: 'done', test: result.value, request } : { state: 'refused', fault: result.error },
    )
  }
  return { states, run }
}
