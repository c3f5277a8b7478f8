import type { KyselyPlugin } from 'kysely'
import type { Records } from '@/lib/db/records'

/** Told before and after each statement that writes to the console's database, with its number from 1. */
export type OnWrite = (write: number, when: 'before' | 'after') => void

const WRITES: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'])

/** The same records, whose writes are counted: each is a step of the journal, or of what is kept beside it. */
export function watchWrites(records: Records, onWrite: OnWrite): Records {
  const numbers = new WeakMap<object, number>()
  let writes = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (!WRITES.has(node.kind)) return node
      writes++
      numbers.set(queryId, writes)
      onWrite(writes, 'before')
      return node
    },
    async transformResult({ result, queryId }) {
      const write = numbers.get(queryId)
      if (write !== undefined) onWrite(write, 'after')
      return result
    },
  }
  return { ...records, db: records.db.withPlugin(plugin) }
}
