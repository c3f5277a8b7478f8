import type { Edit } from '@/lib/xmail/tables'
import { SETTINGS } from './paths'

/** Writes a variable of server.tab. */
export function setVariable(name: string, value: string): Edit {
  return { table: 'variables', path: SETTINGS, op: 'set', name, value, confirmed: [] }
}
