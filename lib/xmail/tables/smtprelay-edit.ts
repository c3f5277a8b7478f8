import { z } from 'zod'
import { err, ok, type Result } from '@/lib/errors'
import type { FilterForm, Network } from '@/lib/xmail/net'
import { type Document, insertManyFields, replaceFields } from '@/lib/xmail/tab'
import {
  checkAdditions,
  firstTrouble,
  networkListSchema,
  networkSchema,
  parseNetworks,
} from './check-additions'
import { confirmationSchema } from './check-network'
import { locateRow, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import { removeRows } from './remove-rows'
import { prepareRelayCheck, type RelayRow, readRelay } from './smtprelay'
import { filterFields, preferredForm } from './write-filter'

const confirmed = z.array(confirmationSchema).default([])
const add = z.object({ op: z.literal('add'), networks: networkListSchema, confirmed })
const remove = z.object({ op: z.literal('remove'), rows: z.array(rowRefSchema).min(1) })
const replace = z.object({ op: z.literal('replace'), row: rowRefSchema, network: networkSchema, confirmed })

/** What a person can do to smtprelay.tab, as plain data. Networks are canonical texts (`formatNetwork`). */
export const relayEditSchema = z.discriminatedUnion('op', [add, remove, replace])
export type RelayEdit = z.infer<typeof relayEditSchema>

const place = { table: z.literal('smtprelay'), path: mailRootPathSchema((path) => path === 'smtprelay.tab') }

/** The same with their table and file, as the registry knows them. */
export const relayTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  remove.extend(place),
  replace.extend(place),
])

/** A file without a byte is not written; XMail would lose it (semantics.md 0.1). */
const NO_ROWS = 'no networks may relay'

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkRelayAddition` and `locateRows`, with
 * `entry` (1-based) where there are several networks; NOTHING_TO_CHANGE; those of writing a line.
 */
export function applyRelayEdit(doc: Document, edit: RelayEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addNetworks(doc, edit)
    case 'remove':
      return removeRows(doc, edit.rows, NO_ROWS)
    case 'replace':
      return replaceNetwork(doc, edit)
  }
}

function addNetworks(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const networks = parseNetworks(edit.networks)
  if (!networks.ok) return networks
  const rows = readRelay(doc)
  const trouble = firstTrouble(checkAdditions(networks.value, prepareRelayCheck(rows, edit.confirmed)))
  if (trouble) return { ok: false, error: trouble }
  const form = preferredForm(rows)
  return insertManyFields(
    doc,
    'end',
    networks.value.map((network) => fieldsOf(network, form)),
  )
}

function replaceNetwork(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const networks = parseNetworks([edit.network])
  if (!networks.ok) return networks
  const line = locateRow(doc, edit.row)
  if (!line.ok) return line
  const rows = readRelay(doc)
  const own = rows.filter((row) => row.line === line.value)
  const others = rows.filter((row) => row.line !== line.value)
  const trouble = firstTrouble(checkAdditions(networks.value, prepareRelayCheck(others, edit.confirmed)))
  if (trouble) return { ok: false, error: trouble }
  const [network] = networks.value
  if (!network) return err('ADDRESS_EMPTY')
  const replaced = replaceFields(doc, line.value, [
    ...fieldsOf(network, ownForm(own, others)),
    ...notesOf(own),
  ])
  if (!replaced.ok) return replaced
  const isSame = replaced.value.lines[line.value]?.raw === doc.lines[line.value]?.raw
  return isSame ? err('NOTHING_TO_CHANGE') : ok(replaced.value)
}

/** A row keeps the form that it has; one that XMail could not read takes the file's. */
function ownForm(own: readonly RelayRow[], others: readonly RelayRow[]): FilterForm {
  return own.find((row) => row.state === 'live')?.form ?? preferredForm(others)
}

/** Notes behind the network stay. A line that is read in pieces has none that are whole. */
function notesOf(own: readonly RelayRow[]): readonly string[] {
  const [row] = own
  return row && own.length === 1 && !row.marks.includes('split-line') ? row.extra : []
}

function fieldsOf(network: Network, form: FilterForm): string[] {
  const [first, second] = filterFields(network, form)
  return second === null ? [first] : [first, second]
}
