import type { ActionResult } from '@/lib/errors'

/** What DNS said of a name. */
export type ShownAnswer =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  | { readonly kind: 'none' | 'refused' | 'failed' | 'silent' }

export interface ShownQuestion {
  readonly name: string
  readonly answer: ShownAnswer
}

/** How the test of a zone went. */
export interface ShownZoneTest {
  readonly verdict:
    | 'works'
    | 'lists-nobody'
    | 'lists-everybody'
    | 'refuses-resolver'
    | 'unavailable'
    | 'silent'
  readonly mustBe: ShownQuestion
  readonly mustNotBe: ShownQuestion
  readonly own: ShownQuestion | null
}

/** Null: the system's resolver. */
export type ChosenNameServer = { readonly address: string; readonly port: number } | null

export interface ZoneTestRequest {
  readonly zone: string
  readonly nameServer: ChosenNameServer
  /** '': none. */
  readonly own: string
}

export interface ShownOwnAddress {
  readonly address: string
  readonly from: 'host' | 'mx'
  readonly name: string
}

export type TestZone = (request: ZoneTestRequest) => Promise<ActionResult<ShownZoneTest>>
export type FindAddresses = (nameServer: ChosenNameServer) => Promise<ActionResult<ShownOwnAddress[]>>
