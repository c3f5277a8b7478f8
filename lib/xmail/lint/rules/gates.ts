import { readTokens } from '@/lib/xmail/tab'
import { type IpmapRow, isIpmapPath } from '@/lib/xmail/tables'
import { nameNetwork } from '@/lib/xmail/tables/check-ipmap'
import { type AddressTable, addressTable, disableRow, isSplit, replaceNetwork } from '../address-tables'
import type { FindingDetails } from '../finding'
import type { MailRoot } from '../mail-root'
import { POP3_GATE, SMTP_GATE } from '../paths'
import type { Rule, Trouble } from '../rule'
import { textOf } from '../text-of'

type Ipmap = Extract<AddressTable, { table: 'ipmap' }>

/** Access lists, whose order of lines is not the order in which they win (semantics.md 2.3). */
export const GATE_RULES: readonly Rule[] = [
  {
    id: 'gate-permission-misspelt',
    severity: 'warning',
    evidence: '2.3',
    find: (root) =>
      findRows(
        root,
        ({ marks }) => marks.includes('permission-misspelt'),
        asItIsRead,
        ({ doc }, row) => ({
          permission: textOf(doc, tokensOf(row)[2] ?? ''),
        }),
      ),
  },
  {
    id: 'gate-precedence-no-number',
    severity: 'warning',
    evidence: '2.3',
    find: (root) =>
      findRows(
        root,
        (row) => !isPlain(row) && !isSplit(row) && !/^[+-]?\d+$/.test(tokensOf(row)[3] ?? ''),
        () => null,
        ({ doc }, row) => ({ text: textOf(doc, tokensOf(row)[3] ?? ''), precedence: row.precedence ?? 0 }),
      ),
  },
  {
    id: 'gate-tie',
    severity: 'warning',
    evidence: '0.9, 2.3',
    find: (root) =>
      findRows(
        root,
        ({ marks }) => marks.includes('tie'),
        () => null,
        (_, { permission, precedence }) => ({
          permission: permission ?? '',
          precedence: precedence ?? 0,
        }),
      ),
  },
  {
    id: 'gate-shadowed',
    severity: 'notice',
    evidence: '2.3',
    *find(root) {
      for (const owner of gatesOf(root)) {
        const shadowed = owner.rows.filter(({ marks }) => marks.includes('shadowed'))
        if (shadowed.length === 0) continue
        const permissions = new Map(owner.rows.map(({ line, permission }) => [line, permission]))
        for (const row of shadowed) {
          const { marks, line, permission, shadowedBy } = row
          // `0.0.0.0/0` beside `::/0`, which takes it in: whoever writes both means both.
          const isPair =
            marks.includes('matches-everything') && permission === permissions.get(shadowedBy ?? line)
          if (isPair) continue
          const by = shadowedBy === null ? 0 : shadowedBy + 1
          const details = { network: textOf(owner.doc, nameNetwork(row)), by }
          yield { path: owner.path, line, details, fix: disableRow(owner, row) }
        }
      }
    },
  },
  {
    id: 'gate-missing',
    severity: 'notice',
    evidence: '2.3',
    *find(root) {
      for (const path of [SMTP_GATE, POP3_GATE]) if (root.file(path) === null) yield { path, line: null }
    },
  },
]

function* gatesOf(root: MailRoot): Generator<Ipmap> {
  for (const path of root.paths) {
    const owner = isIpmapPath(path) ? addressTable(root, path) : null
    if (owner?.table === 'ipmap') yield owner
  }
}

function* findRows(
  root: MailRoot,
  isMeant: (row: IpmapRow) => boolean,
  fixOf: (owner: Ipmap, row: IpmapRow) => Trouble['fix'],
  detailsOf: (owner: Ipmap, row: IpmapRow) => FindingDetails,
): Generator<Trouble> {
  for (const owner of gatesOf(root)) {
    for (const row of owner.rows) {
      if (row.state !== 'live' || !isMeant(row)) continue
      const network = textOf(owner.doc, nameNetwork(row))
      yield {
        path: owner.path,
        line: row.line,
        details: { network, ...detailsOf(owner, row) },
        fix: fixOf(owner, row),
      }
    }
  }
}

/** Ends as XMail’s number would be written, as nearly all rows do: what is before it need not be taken apart. */
function isPlain({ was, precedence }: IpmapRow): boolean {
  return was.endsWith(`\t"${precedence}"`) && was.split('\t', 5).length === 4
}

/** An access list holds no secrets, so that `was` is its line. Of one that is read in pieces nobody knows whose they are. */
function tokensOf(row: IpmapRow): readonly string[] {
  return isSplit(row) ? [] : readTokens(row.was)
}

/** Written as XMail takes it: whether something else was meant, only a person knows. */
function asItIsRead(owner: Ipmap, row: IpmapRow): Trouble['fix'] {
  const isSound = row.cidr !== null && !row.marks.includes('shadowed') && !row.marks.includes('host-bits')
  return isSound ? replaceNetwork(owner, row, row.cidr) : null
}
