import { type Edit, removesFile } from '@/lib/xmail/tables'
import { can, type Permission, type Role } from './roles'
import { permissionsForUndo } from './undo-permissions'

/** Edits that give whoever makes them the whole server: its administrators, the programs that it runs, its key, any file as text, how it is started. */
const CONTROLLING: ReadonlySet<Edit['table']> = new Set([
  'ctrlaccounts',
  'smtpextauth',
  'certificate',
  'text',
  'start-file',
])

/** Who may say yes to what an edit asks. One that is not here is nobody's. */
const CONFIRMED_BY: Readonly<Record<string, Permission>> = {
  'netmask-holes': 'netmask.holes',
  'open-relay': 'network.wide',
  'many-addresses': 'network.wide',
  everybody: 'network.wide',
  'names-needed': 'network.wide',
  'mail-auth': 'server.control',
  'client-certificates': 'server.control',
  'logged-passwords': 'server.control',
}

/** What a role must include besides `draft.edit` to make this edit. */
export function permissionsForEdit(edit: Edit): Permission[] {
  const needed = new Set<Permission>(CONTROLLING.has(edit.table) ? ['server.control'] : [])
  const confirmed: readonly string[] = 'confirmed' in edit ? edit.confirmed : []
  if (edit.table === 'undo') for (const permission of permissionsForUndo(edit)) needed.add(permission)
  // It lets in whoever was refused for having no name.
  if (removesFile(edit)) needed.add('network.wide')
  for (const name of confirmed) needed.add(CONFIRMED_BY[name] ?? 'owners.manage')
  return [...needed]
}

export function mayMakeEdit(role: Role, edit: Edit): boolean {
  return permissionsForEdit(edit).every((permission) => can(role, permission))
}
