import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import { atoi } from '@/lib/xmail/net'

/** What happens to a client that is listed in a zone. `flag`: refused at MAIL FROM unless signed in. */
export const mapsActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refuse') }),
  z.object({ kind: z.literal('flag') }),
  z.object({ kind: z.literal('delay'), seconds: z.number().int().min(1).max(3600) }),
])
export type MapsAction = z.infer<typeof mapsActionSchema>

/** One zone as a person writes it. */
export const mapsRuleSchema = z.object({ zone: z.string().max(255), action: mapsActionSchema })
export type MapsRule = z.infer<typeof mapsRuleSchema>

/** What is remarkable about an entry. A closed list: pages translate it. */
export const MAPS_MARKS = [
  /** A blank is a part of the name, which no name server knows. */
  'blank-in-zone',
  /** An entry before it has no code, so that both are one name. */
  'comma-in-zone',
  'not-a-zone',
  /** 2 and more do not refuse: each command waits so many seconds. */
  'code-above-one',
  /** No number: that is 0. */
  'odd-code',
  /** An earlier entry has the zone. */
  'duplicate',
  /** No code at all: XMail stops reading here. */
  'no-code',
] as const
export type MapsMark = (typeof MAPS_MARKS)[number]

/** An entry of CustMapsList (semantics.md 6.4): the first zone that lists a client decides. */
export interface MapsRow {
  /** As it is in the value, so that an entry that nobody touched is written as it was. */
  readonly text: string
  readonly zone: string
  /** Null for what XMail does not read. */
  readonly action: MapsAction | null
  readonly marks: readonly MapsMark[]
}

/** The entries of a value in their order. `printMapsList` of them is the value again, whatever it is. */
export function parseMapsList(value: string): MapsRow[] {
  const rows: MapsRow[] = []
  const zones = new Set<string>()
  for (let at = 0; at < value.length || (rows.length > 0 && at === value.length); ) {
    const colon = value.indexOf(':', at)
    if (colon < 0) {
      const text = value.slice(at)
      rows.push({ text, zone: text, action: null, marks: text === '' ? [] : ['no-code'] })
      break
    }
    const comma = value.indexOf(',', colon)
    const end = comma < 0 ? value.length : comma
    rows.push(readEntry(value.slice(at, end), colon - at, zones))
    if (comma < 0) break
    at = comma + 1
  }
  return rows
}

function readEntry(text: string, colon: number, zones: Set<string>): MapsRow {
  const zone = text.slice(0, colon)
  const codeText = text.slice(colon + 1)
  const code = atoi(codeText)
  const marks: MapsMark[] = []
  if (zone.includes(',')) marks.push('comma-in-zone')
  else if (/\s/.test(zone)) marks.push('blank-in-zone')
  else if (!isZone(zone)) marks.push('not-a-zone')
  if (!/^[+-]?\d+$/.test(codeText)) marks.push('odd-code')
  if (code > 1) marks.push('code-above-one')
  if (zones.has(keyOf(zone))) marks.push('duplicate')
  zones.add(keyOf(zone))
  return { text, zone, action: actionOf(code), marks }
}

function actionOf(code: number): MapsAction {
  if (code === 0) return { kind: 'flag' }
  return code === 1 ? { kind: 'refuse' } : { kind: 'delay', seconds: Math.abs(code) }
}

function isZone(zone: string): boolean {
  return zone.length <= 255 && /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/i.test(zone)
}

/** The name of a zone, as it may be asked for and written. */
export const mapsZoneSchema = z.string().refine(isZone)

/** A dot at the end and capitals make no other zone. */
function keyOf(zone: string): string {
  return zone.toLowerCase().replace(/\.$/, '')
}

/**
 * The value of these entries: rows that were read as they were, rules as XMail reads them. Errors: ZONE_INVALID {zone},
 * ZONE_DUPLICATE {zone}, about rules alone, with `entry` (1-based).
 */
export function printMapsList(entries: readonly (MapsRow | MapsRule)[]): Result<string> {
  const zones = new Set<string>()
  const texts: string[] = []
  for (const [i, entry] of entries.entries()) {
    const isRule = !('text' in entry)
    if (isRule && !isZone(entry.zone)) return err('ZONE_INVALID', { zone: entry.zone, entry: i + 1 })
    if (isRule && zones.has(keyOf(entry.zone)))
      return err('ZONE_DUPLICATE', { zone: entry.zone, entry: i + 1 })
    zones.add(keyOf(entry.zone))
    texts.push(isRule ? `${entry.zone}:${codeOf(entry.action)}` : entry.text)
  }
  return ok(texts.join(','))
}

function codeOf(action: MapsAction): string {
  if (action.kind === 'delay') return String(-action.seconds)
  return action.kind === 'refuse' ? '1' : '0'
}
