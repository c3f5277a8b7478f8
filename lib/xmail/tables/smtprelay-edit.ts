import { z } from 'zod'
import { err, type Fault, fault, ok, type Result } from '@/lib/errors'
import type { FilterForm, Network } from '@/lib/xmail/net'
import { type Document, replaceFields } from '@/lib/xmail/tab'
import {
  checkAdditions,
  firstTrouble,
  networkListSchema,
  networkSchema,
  parseNetworks,
} from './check-additions'
import { type Confirmation, confirmationSchema, tooWide } from './check-network'
import { isTooWide } from './describe-filter'
import { enableRows } from './disabled-rows'
import { locateRow, rowRefSchema } from './locate-rows'
import { mailRootPathSchema } from './path-schema'
import {
  applyRowEdit,
  disableRowsSchema,
  enableRowsSchema,
  insertRows,
  noteRowSchema,
  noteText,
  removeRowsSchema,
} from './row-edits'
import { writeNote } from './row-notes'
import { sightOf } from './row-sight'
import { prepareRelayCheck, RELAY_FORM, type RelayRow, readRelay } from './smtprelay'
import { filterFields, preferredForm } from './write-filter'

const confirmed = z.array(confirmationSchema).default([])
/** `notes`: that of each network in its place, or a single one for all of them. */
const add = z.object({
  op: z.literal('add'),
  networks: networkListSchema,
  notes: z.array(noteText).max(250_000).optional(),
  confirmed,
})
/** `note`: the text of the row's note from then on, '' for none. Without it the note stays as it is. */
const replace = z.object({
  op: z.literal('replace'),
  row: rowRefSchema,
  network: networkSchema,
  note: noteText.optional(),
  confirmed,
})
const enable = enableRowsSchema.extend({ confirmed })
const common = [removeRowsSchema, disableRowsSchema, noteRowSchema] as const

/** What a person can do to smtprelay.tab, as plain data. Networks are canonical texts (`formatNetwork`). */
export const relayEditSchema = z.discriminatedUnion('op', [add, replace, enable, ...common])
export type RelayEdit = z.infer<typeof relayEditSchema>

const place = { table: z.literal('smtprelay'), path: mailRootPathSchema((path) => path === 'smtprelay.tab') }

/** The same with their table and file, as the registry knows them. */
export const relayTableEditSchema = z.discriminatedUnion('op', [
  add.extend(place),
  replace.extend(place),
  enable.extend(place),
  removeRowsSchema.extend(place),
  disableRowsSchema.extend(place),
  noteRowSchema.extend(place),
])

/**
 * Does an edit, or refuses it as a whole. Errors: those of `parseNetwork`, `checkRelayAddition` and `applyRowEdit`, with
 * `entry` (1-based) where there are several networks; unless confirmed, NETWORK_TOO_WIDE and NETMASK_HOLES for rows that
 * are switched on too; NOTHING_TO_CHANGE; those of writing a line.
 */
export function applyRelayEdit(doc: Document, edit: RelayEdit): Result<Document> {
  switch (edit.op) {
    case 'add':
      return addNetworks(doc, edit)
    case 'replace':
      return replaceNetwork(doc, edit)
    case 'enable':
      return enableNetworks(doc, edit)
    default:
      return applyRowEdit(doc, edit, RELAY_FORM)
  }
}

function addNetworks(doc: Document, edit: z.infer<typeof add>): Result<Document> {
  const networks = parseNetworks(edit.networks)
  if (!networks.ok) return networks
  const rows = readRelay(doc)
  const trouble = firstTrouble(checkAdditions(networks.value, prepareRelayCheck(rows, edit.confirmed)))
  if (trouble) return { ok: false, error: trouble }
  const form = preferredForm(rows)
  const notes = edit.notes ?? []
  const written = networks.value.map((network, i) => ({
    fields: fieldsOf(network, form),
    note: (notes.length === 1 ? notes[0] : notes[i]) ?? '',
  }))
  return insertRows(doc, 'end', written)
}

function replaceNetwork(doc: Document, edit: z.infer<typeof replace>): Result<Document> {
  const networks = parseNetworks([edit.network])
  if (!networks.ok) return networks
  const line = locateRow(doc, edit.row, sightOf(RELAY_FORM))
  if (!line.ok) return line
  const rows = readRelay(doc)
  const own = rows.filter((row) => row.line === line.value)
  // A row that is switched off is switched on first: then it is seen whom it lets in.
  if (own.some((row) => row.state === 'disabled')) return err('ROW_NOT_FOUND', { line: line.value + 1 })
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
  const noted = edit.note === undefined ? null : writeNote(replaced.value, line.value, edit.note)
  // The note may stay while the network changes, but not both.
  if (noted && (noted.ok || isSame || noted.error.code !== 'NOTHING_TO_CHANGE')) return noted
  return isSame ? err('NOTHING_TO_CHANGE') : ok(replaced.value)
}

/** What is switched on opens the server as much as what is added, and asks for the same. */
function enableNetworks(doc: Document, edit: z.infer<typeof enable>): Result<Document> {
  const enabled = enableRows(doc, edit.rows, RELAY_FORM)
  if (!enabled.ok) return enabled
  const states = new Map(readRelay(doc).map(({ line, state }) => [line, state]))
  for (const row of readRelay(enabled.value)) {
    const isNew = row.state === 'live' && states.get(row.line) === 'disabled'
    const trouble = isNew ? checkEnabled(row, edit.confirmed) : null
    if (trouble) return { ok: false, error: trouble }
  }
  return enabled
}

function checkEnabled(
  { filter, cidr, address, netmask, marks }: RelayRow,
  confirmed: readonly Confirmation[],
): Fault | null {
  if (filter.kind !== 'network') return null
  const network = cidr ?? `${address} ${netmask}`
  if (isTooWide(filter) && !confirmed.includes('open-relay')) return tooWide(network, filter)
  const hasHoles = marks.includes('netmask-holes') && !confirmed.includes('netmask-holes')
  return hasHoles ? fault('NETMASK_HOLES', { network }) : null
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
