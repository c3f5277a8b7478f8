import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import type { Dice } from './dice'

/** What one run begins with: files on the server, and a person's draft about one to three of them. */
export interface Scenario {
  /** The tables that are there before, the untouched ones too; the others of `TABLES` are not. */
  readonly files: ReadonlyMap<MailRootPath, string>
  readonly edits: readonly Edit[]
  /** 0: the change does not wait to be kept. */
  readonly confirmSeconds: number
  /** The trouble comes while it is applied, or while what nobody kept is put back. */
  readonly phase: 'apply' | 'put-back'
  /** What becomes of a change that waits to be kept. */
  readonly decision: 'keep' | 'put-back'
}

interface Table {
  readonly path: MailRootPath
  row(network: string): string
  edit(networks: readonly string[]): object
}

const IPMAPS = ['smtp.ipmap.tab', 'pop3.ipmap.tab', 'finger.ipmap.tab'].map(
  (name): Table => ({
    path: mailRootPath(name),
    row: (network) => `"${network}"\t"255.255.255.0"\t"DENY"\t3`,
    edit: (networks) => ({
      table: 'ipmap',
      op: 'add',
      rules: networks.map((network, i) => ({
        network: `${network}/24`,
        permission: 'DENY',
        precedence: 5 + (i % 3),
      })),
    }),
  }),
)

const TABLES: readonly Table[] = [
  {
    path: mailRootPath('smtprelay.tab'),
    row: (network) => `"${network}"\t"255.255.255.0"`,
    edit: (networks) => ({ table: 'smtprelay', op: 'add', networks: networks.map((each) => `${each}/24`) }),
  },
  {
    path: mailRootPath('spammers.tab'),
    row: (network) => `"${network}"\t"255.255.255.0"`,
    edit: (networks) => ({
      table: 'spammers',
      op: 'add',
      rules: networks.map((each) => ({ network: `${each}/24`, action: { kind: 'refuse' } })),
    }),
  },
  ...IPMAPS,
]

const HNPROP = mailRootPath('smtp.hnprop.tab')

/** Every table that a scenario may put on the server. */
export const TABLE_PATHS: readonly MailRootPath[] = [...TABLES.map(({ path }) => path), HNPROP]

export function makeScenario(dice: Dice): Scenario {
  const files = new Map<MailRootPath, string>()
  for (const table of TABLES) {
    const text = makeText(dice, table)
    if (text !== null) files.set(table.path, text)
  }
  const edits: Edit[] = shuffled(dice, TABLES)
    .slice(0, dice.int(1, 3))
    .map((table) => editSchema.parse({ path: table.path, ...table.edit(newNetworks(dice)) }))
  // A file that goes, in place of one that changes.
  if (dice.once(8)) {
    files.set(HNPROP, '"mail.example.test"\t"WhiteList"\n')
    edits.splice(0, 1, editSchema.parse({ table: 'hnprop', path: HNPROP, op: 'remove-file' }))
  }
  const phase = dice.once(4) ? 'put-back' : 'apply'
  return {
    files,
    edits,
    confirmSeconds: phase === 'put-back' || dice.once(2) ? 120 : 0,
    phase,
    decision: dice.once(2) ? 'keep' : 'put-back',
  }
}

/** Null: there is no such file. Some are empty, some have nothing but comments, few are long. */
function makeText(dice: Dice, { path, row }: Table): string | null {
  if (dice.once(6)) return path.includes('ipmap') ? null : ''
  const rows = Array.from({ length: dice.once(8) ? dice.int(200, 900) : dice.int(0, 8) }, (_, i) =>
    dice.once(5) ? `# note ${dice.int(0, 99_999)}` : row(`10.${i >> 8}.${i & 255}.0`),
  )
  return [`# ${path}`, ...rows].map((line) => `${line}\n`).join('')
}

/** None of them is there yet. */
function newNetworks(dice: Dice): string[] {
  const count = dice.once(8) ? dice.int(100, 400) : dice.int(1, 4)
  return Array.from({ length: count }, (_, i) => `172.${16 + (i >> 8)}.${i & 255}.0`)
}

function shuffled<T>(dice: Dice, all: readonly T[]): T[] {
  const left = [...all]
  return all.flatMap(() => left.splice(dice.int(0, left.length - 1), 1))
}
