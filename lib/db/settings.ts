import type { Records } from './records'

/** Values that the console keeps for itself, one a key. Secrets are stored as hashes or sealed by the caller. */
export async function readSetting(records: Records, key: string): Promise<string | undefined> {
  const row = await records.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function writeSetting(records: Records, key: string, value: string): Promise<void> {
  await records.db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/**
 * Removes a setting if it has this value, and says whether it did. Of several callers with the same value exactly one
 * gets true, so a one-time token is spent by this.
 */
export async function takeSetting(records: Records, key: string, value: string): Promise<boolean> {
  const { numDeletedRows } = await records.db
    .deleteFrom('setting')
    .where('key', '=', key)
    .where('value', '=', value)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
